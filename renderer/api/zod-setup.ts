import { z } from 'zod';

/** Imported before any schema is made: the content security policy forbids compiling code at run time. */
z.config({ jitless: true });
