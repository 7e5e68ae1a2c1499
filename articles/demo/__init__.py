"""The demonstration newsroom: invented people and stories, drawn pictures, loaded through the same door as any."""
