"""The chain that everything else hangs on: a file in, its documents and records out, and those into the store.

`one` takes a file in (`Clock`, `Outcome`, `take_in`), `worker` reads it (`Worker`) in a process of its own, `child`.
"""
