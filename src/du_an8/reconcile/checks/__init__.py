"""The reconciliations of docs/doi-chieu.md: functions from facts and verdicts to findings; none changes a figure."""
