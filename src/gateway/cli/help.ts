export const helpText = `mew-gateway: a complete gateway of the Mew protocol, for one computer

  mew-gateway start [scenario] [options]

Starts in the foreground; Ctrl-C stops. Once it serves, it prints one line
  MEW_GATEWAY_READY {"url":…,"webUrl":…,"port":…,"pid":…}
Bots and scripts use url, browsers webUrl.

Scenarios
  empty    nothing and nobody (the default)
  demo     two servers, a dozen channels, thirty people, some of them talking

Options                      (environment; an option wins over it)
  --port N                   PORT       3000; 0 is any free port
  --host ADDRESS                        127.0.0.1 and ::1
  --data DIR                 MEW_DATA   keep everything there; else nothing is kept
  --scenario NAME            MEW_SCENARIO   the same as naming it after start
  --seed N                   MEW_SEED   the seed of the scenario's world
  --no-web                              do not serve the app at /
  --allowed-host NAME        answer to this host name too (may be repeated)
  --public-url URL           the address others reach this gateway at
  --log-level LEVEL          fatal, error, warn (the default), info, debug, silent
  --help, --version

Examples
  mew-gateway start demo               look around
  mew-gateway start --data ./mew       an empty gateway that keeps what is said
  mew-gateway start --port 0 --no-web  for a script: any port, the protocol alone

Exit codes: 0 stopped, 1 failure, 2 usage, 3 port, 4 scenario.
`
