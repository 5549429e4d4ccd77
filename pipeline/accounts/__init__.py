"""People at the records desk: accounts, roles, sessions, restrictions and break-glass."""
