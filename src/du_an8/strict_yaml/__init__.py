"""YAML read strictly: every value keeps its line and column, and what YAML would guess is a finding."""
