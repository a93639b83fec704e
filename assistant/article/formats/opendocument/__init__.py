"""OpenDocument texts (.odt): ISO/IEC 26300, version 1.2."""
