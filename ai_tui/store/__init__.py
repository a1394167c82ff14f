"""The promise: steps in journals, folded into one state, with a database beside them."""
