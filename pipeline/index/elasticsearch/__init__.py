"""The hospital's search: Elasticsearch 8.x and 9.x through the official client, imported nowhere else."""
