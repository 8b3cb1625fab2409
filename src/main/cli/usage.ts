// What `--help` prints.

export const usage = `Otterscope: a local observability console.

Usage
  otterscope serve [options] [files]       receive telemetry and serve the window in a browser
  otterscope run [options] -- <command>    run a command with its telemetry and its output recorded
  otterscope import [options] <files>      read traces, logs, metrics and profiles from files into runs
  otterscope export [options]              write a run, a trace, a search result or metrics as a file
  otterscope tail logs|spans [options]     print log records, or spans, of the live run as they arrive
  otterscope query [options] <promql>      evaluate PromQL over the metrics of a run
  otterscope profile [options] <file>      print what a profile holds: top functions, callers and callees, labels
  otterscope --help | --version

Files named after serve are opened beside the live run: a run file read-only, any other as a run of its own. Known are
run files, OTLP JSON and JSON lines, OTLP protobuf (one request, or many with their lengths in front), Jaeger JSON,
Zipkin v2 JSON, Chrome trace events, run reports and jobs of OmniRT, Llama Stack's trace_store.db, and profiles (see
below). What a file is, its content says; all but the databases may be compressed with gzip or zstd.

Options of serve
  --data <folder>        where runs are kept
  --otlp-grpc <address>  OTLP/gRPC, default 127.0.0.1:4317
  --otlp-http <address>  OTLP/HTTP, default 127.0.0.1:4318
  --listen <address>     the window and the HTTP API, default 127.0.0.1:4319
  --token <token>        instead of the one kept in the data folder (16 characters or more of A-Z a-z 0-9 _ -)
  --allow-host <name>    a further host name to answer to, e.g. of a forwarded port; may be repeated
  --watch <folder>       files that appear or grow there go into the live run; may be repeated
  --source-path <folder> files in it may be shown as source code of profiles; may be repeated
  --no-processes         processes of this machine that send are not watched (CPU, memory, start and exit)
  --json                 machine-readable: the first line on stdout is the "ready" object

Options of run (in front of the two dashes)
  --data <folder>        where runs are kept; an engine that is running on it is used, else one is started that ends with
                         the command
  --name <text>          of the run; default after the command
  --otlp-grpc, --otlp-http, --listen <address>   of an engine that is started; taken ports are replaced by free ones
  -q, --quiet            says nothing but what goes wrong
The command gets OTEL_EXPORTER_OTLP_ENDPOINT and what belongs to it, and OTEL_SERVICE_NAME where it has none. Its output is
passed on as it is and recorded as log records. It writes into pipes: what asks for a terminal does not find one (colours
are asked for by FORCE_COLOR). The exit status is the command's; 128 and the signal's number when a signal ended it.

Options of export
  --data <folder>        where runs are kept; an engine that is running on it does the work
  --run <name|id|file>   which run; default the newest received, or the newest that holds the trace
  --trace <id>           one trace; --span <id> (repeated) only those spans, --subtree and what is below them
  --where <text>         what a search text selects; --from <time>, --to <time>: ISO 8601 or Unix nanoseconds
  --metric <name>        metrics by name (as sent or as Prometheus has it) or by a PromQL selector; may be repeated
  --query <promql>       what a query answers at --to, or from --from on every --step <seconds>, as CSV; may be repeated
  --format <format>      otlp-json, otlp-jsonl, otlp-protobuf, jaeger, csv, openmetrics (.om.txt) or otter; default by
                         the name of the output
  --signal <signal>      traces, logs, metrics or all
  --table <table>        of CSV: traces, spans, logs or samples; of a query: long or wide; --column <key> (repeated) gives an attribute its own column
  --redact <file>        rules of what is taken out; --preview only tells what that would be
  --gzip                 compressed
  -o, --output <file>    default -, which is stdout
What was written is told on stderr. The exit status is 0 also when nothing was there to write (which is told with the
reason), 1 when the export failed, 2 when the command line is wrong, 130 when it was interrupted.

Options of tail
  --data <folder>        where runs are kept; the engine that is running on it is asked
  --where <text>         only what a search text selects, e.g. "severity >= warn and service = api"; without the flag
                         it stands behind the signal: otterscope tail spans "service = api and duration > 5ms"
  -n, --lines <number>   records or spans that are there already, shown first; default 10
  --json                 one JSON object per record or span

Options of query
  --data <folder>        where runs are kept
  --run <name|id|file>   which run; default the newest received
  --time <time>          ISO 8601 or Unix seconds; default now, or the newest sample of a run that has ended
  --range <duration>     a range that ends then, e.g. 1h; --step <duration> between its values, default a 240th
  --json                 what Prometheus' HTTP API answers
Put the expression in quotes. The exit status is 1 when it cannot be evaluated; why a result is empty is told on stderr.

Options of profile (as those of pprof, with one dash or two)
  --top                  functions by what they took themselves; the default
  --tree, --peek <re>    functions with their callers and callees, all or those that match
  --traces, --raw        single samples; everything as it is in the file
  --tags                 labels and what their values add up to
  --text                 of a DHAT file what its viewer shows; of others as --top
  --metric <n|name|all>  of --text: what the tree is sorted by, 0 to 13 as in the viewer's menu; default 1, Total (blocks)
  --svg, --folded, --speedscope   a file for a browser (a flame graph that zooms and searches; --svg-static is a
                         picture), for flamegraph.pl and others, for speedscope: otterscope profile --svg cpu.pb > cpu.svg
  --pprof, --csv         a gzipped pprof file of what the filters leave, less a base; the table of functions
  --sample-type <name>   which value, e.g. inuse_space; default the file's own choice; also --sample-index
  --cum                  sorted by what went through a function; --nodecount <n>, --nodefraction <share>,
                         --edgefraction <share>: what is left out
  --focus, --ignore, --hide, --show, --show-from <re>   by function, file or library
  --tagfocus, --tagignore <key=re>                      by label; --tagroot, --tagleaf <keys> make frames of them
  --functions, --filefunctions, --files, --lines, --addresses, --packages   what frames are merged by, also
                         --granularity <what>; --noinlines leaves out what was inlined
  --base, --diff-base <file>   less another profile, --normalize scales to its total first
  --symbolize none|demangle=none|templates|full  how mangled names are shown
  --unit <unit>          all values in one unit; --part <n> of a file with several profiles
Files may be pprof (also gzipped), DHAT, folded stacks, speedscope, V8's profiles, perf script and what else is known.

Options of import
  --data <folder>        where runs are kept; an engine that is running on it does the work
  --into <target>        "new" (a run of its own per file, named after it) or "live" (the live run)
  --json                 one JSON object per file on stdout
The exit status is 1 when a file could not be imported.

An address is host:port or a port; port 0 takes a free one. "off" leaves an OTLP port closed.
Environment variables stand in for options: OTTERSCOPE_DATA, OTTERSCOPE_OTLP_GRPC, OTTERSCOPE_OTLP_HTTP,
OTTERSCOPE_LISTEN, OTTERSCOPE_TOKEN, OTTERSCOPE_ALLOW_HOST (names separated by commas), OTTERSCOPE_PROCESSES (off).
`;
