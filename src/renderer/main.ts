// First, by itself: the disk is asked while the rest of the program, which is large, is still being taken in.
import './read-ahead.ts'

void import('./start.tsx')
