"""What is counted, where and when: indicators, provinces of both eras, the phase and the rules of judging."""
