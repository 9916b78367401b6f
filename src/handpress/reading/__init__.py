"""Reading the newsroom's database in bulk: a constant number of queries for hundreds of records."""
