"""The reconciliations of DESIGN §2.7: functions from facts and verdicts to findings; none changes a figure."""
