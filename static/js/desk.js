// stands in until the real help is written here
