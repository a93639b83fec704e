"""The models that run on this machine: what each is, how it is installed, how it is run."""
