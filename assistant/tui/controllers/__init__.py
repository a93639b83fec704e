"""What the commands of the desk do: each controller carries out some, on the screen it is given."""
