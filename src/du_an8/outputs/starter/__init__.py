"""What `init` writes: a data folder that works at once, with its checks for GitHub and GitLab."""
