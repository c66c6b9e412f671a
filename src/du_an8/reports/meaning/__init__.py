"""From tables to facts, with a fate for every number cell."""
