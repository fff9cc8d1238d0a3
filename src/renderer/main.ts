// First, by itself: the disk and the words are asked for while the rest of the program, which is large, is still being taken in.
import { fetchWords } from './app/words-ahead.ts'
import './read-ahead.ts'

// Nothing can be drawn without words, and a program that is being made keeps them waiting.
void fetchWords().then(() => import('./start.tsx'))
