"""What each province was asked to do: YAML files to target facts."""
