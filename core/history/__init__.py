"""Who changed what: how tables are tracked (`tracking`), and who is writing and why (`acting`)."""
