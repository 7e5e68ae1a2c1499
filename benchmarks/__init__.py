"""What a page, a save and an import cost, measured beside a bare Django view in the same run. See README.md."""
