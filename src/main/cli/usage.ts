// What `--help` prints.

export const usage = `Otterscope: a local observability console.

Usage
  otterscope serve [options] [run files]   receive telemetry and serve the window in a browser
  otterscope export [options]              write a run, a trace or a search result as a file
  otterscope --help | --version

Run files named after serve are opened read-only beside the live run.

Options of serve
  --data <folder>        where runs are kept
  --otlp-grpc <address>  OTLP/gRPC, default 127.0.0.1:4317
  --otlp-http <address>  OTLP/HTTP, default 127.0.0.1:4318
  --listen <address>     the window and the HTTP API, default 127.0.0.1:4319
  --token <token>        instead of the one kept in the data folder (16 characters or more of A-Z a-z 0-9 _ -)
  --allow-host <name>    a further host name to answer to, e.g. of a forwarded port; may be repeated
  --json                 machine-readable: the first line on stdout is the "ready" object

Options of export
  --data <folder>        where runs are kept; an engine that is running on it does the work
  --run <name|id|file>   which run; default the newest, or the newest that holds the trace
  --trace <id>           one trace; --span <id> (repeated) only those spans, --subtree and what is below them
  --where <text>         what a search text selects; --from <time>, --to <time>: ISO 8601 or Unix nanoseconds
  --format <format>      otlp-json, otlp-jsonl, otlp-protobuf, jaeger, csv or otter; default by the name of the output
  --signal <signal>      traces, logs or all
  --table <table>        of CSV: traces, spans or logs; --column <key> (repeated) gives an attribute its own column
  --redact <file>        rules of what is taken out; --preview only tells what that would be
  --gzip                 compressed
  -o, --output <file>    default -, which is stdout

An address is host:port or a port; port 0 takes a free one. "off" leaves an OTLP port closed.
Environment variables stand in for options: OTTERSCOPE_DATA, OTTERSCOPE_OTLP_GRPC, OTTERSCOPE_OTLP_HTTP,
OTTERSCOPE_LISTEN, OTTERSCOPE_TOKEN, OTTERSCOPE_ALLOW_HOST (names separated by commas).
`;
