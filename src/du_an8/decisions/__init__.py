"""YAML -> decisions: findings that people have looked at and settled."""
