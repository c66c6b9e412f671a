"""The command `du-an8`; `python -m du_an8` is the same.

Every process that helps a command imports this, and nothing of what only the command itself needs.
"""

import gc


def main() -> None:
    """Run the command."""
    gc.set_threshold(50_000, 20, 50)  # facts are many and hold no cycles: a quarter of the time went into looking
    from du_an8.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
