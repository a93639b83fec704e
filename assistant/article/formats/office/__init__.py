"""What Word and OpenDocument share: a ZIP of XML parts, read and written at exact places."""
