"""Answers for other programs: JSON, CSV, Parquet, JUnit, annotations; their forms are contracts."""
