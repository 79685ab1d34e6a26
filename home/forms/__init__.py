"""Forms of the public site: they validate, nothing else."""
