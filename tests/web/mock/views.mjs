// Streamed answers of the dashboard page: method, path, function that writes the lines.
export const VIEWS = []
