"""How the values that the faces show are made from what is stored. Nothing here writes."""
