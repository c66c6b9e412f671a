"""`python -m du_an8` is the same as the command `du-an8`."""

from du_an8.cli.main import main

if __name__ == "__main__":
    main()
