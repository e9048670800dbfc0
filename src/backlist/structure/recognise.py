def recognise(layout, *, progress=None):
    raise NotImplementedError
