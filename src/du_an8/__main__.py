"""The command `du-an8`; `python -m du_an8` is the same.

Every process that helps a command imports this, and nothing of what only the command itself needs.
"""

from du_an8.cli.collector import look_rarely


def main() -> None:
    """Run the command."""
    look_rarely()
    from du_an8.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
