"""Where the results of a batch go: safe names, never over what is another's, tables anew."""
