// The part of papaparse that core/ uses; its published types pull in Node's.
declare module 'papaparse' {
  export interface ParseError {
    type: 'Quotes' | 'Delimiter' | 'FieldMismatch';
    code: string;
    message: string;
    /** 0-based record. */
    row?: number;
  }
  export interface ParseResult {
    data: string[][];
    errors: ParseError[];
  }
  export interface ParseConfig {
    delimiter?: string;
    newline?: string;
    preview?: number;
  }
  const Papa: {
    parse(text: string, config: ParseConfig): ParseResult;
    /** Comma, CRLF between rows, quotes where they are needed. */
    unparse(rows: string[][]): string;
  };
  export default Papa;
}
