"""What other programs make of ours: run by `make oracles`, where they are installed."""
