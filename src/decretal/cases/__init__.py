"""Case files: what was recorded about each person, read from files of many formats."""
