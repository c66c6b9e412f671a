"""Which indicator a printed name names, and what a label says beside one."""
