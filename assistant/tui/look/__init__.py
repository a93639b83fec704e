"""How the desk looks: its own themes, colours that can be read in every theme, states of hunks."""
