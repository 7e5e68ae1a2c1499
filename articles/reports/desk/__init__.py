"""Publications at the desk: what they lack, how two versions differ, what readers would see, and their admin."""
