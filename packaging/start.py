"""Where the built program starts. PyInstaller needs a script; the package's own `__main__` cannot be one."""

from evidence_desk.__main__ import main

if __name__ == "__main__":
    main()
