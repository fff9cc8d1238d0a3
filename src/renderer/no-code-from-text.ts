import * as z from 'zod/mini'

// zod tries `new Function` to find out whether it may: under the page's policy that is a violation, and reported as one.
z.config({ jitless: true })
