import { Command, CommanderError, Option } from 'commander'
import { EXIT, OpsError } from './ops/client.ts'
import { type Context, type GlobalOptions, openContext } from './ops/context.ts'
import { command, type Order, showParked } from './ops/enrollments.ts'
import { showHealth } from './ops/health.ts'
import { resend, resolveUnknown, showUnknown } from './ops/interactions.ts'
import { drain, pauseEverything, resumeEverything } from './ops/switches.ts'

const program = new Command('ops')
  .description('Looks after a running workspace, through its API.')
  .option('--url <address>', 'the server; else PERENNIAL_URL, else http://127.0.0.1:$PORT')
  .option('--json', 'print JSON, for scripts')
  .addHelpText(
    'after',
    `
The admin key is taken from PERENNIAL_ADMIN_KEY.
Exit codes: 0 done; 1 something is failing, or some could not be helped; 2 the server refused the request;
3 the key was refused; 4 the server cannot be reached or failed; 64 wrong usage.
Commands that would change many only tell what they would do, until they get --yes.`,
  )
  .exitOverride()

/** Runs a command with what it needs; its answer is the exit code. */
const run =
  <A extends unknown[]>(work: (context: Context, ...args: A) => Promise<number>) =>
  async (...args: A): Promise<void> => {
    process.exitCode = await work(openContext(program.opts<GlobalOptions>(), process.env), ...args)
  }

const places = (to: Command): Command =>
  to
    .option('--journey <id>', 'in this journey')
    .option('--step <id>', 'on this step')
    .option('--customer <id>', 'of this customer')
const limited = (to: Command): Command => to.option('--limit <count>', 'at most so many, 1 to 200', '50')
const careful = (to: Command): Command =>
  to.option('--dry-run', 'only tell what would be done').option('--yes', 'do it')

const add = (name: string, description: string): Command =>
  program.command(name).description(description).exitOverride()

add('health', 'how everything stands, and what needs somebody').action(run((context) => showHealth(context)))

limited(places(add('parked', 'who is parked, where and why')))
  .option('--reason <code>', 'parked for this reason, e.g. template-error')
  .action(run(showParked))

limited(places(add('unknown', 'messages of which nobody knows whether they went out')))
  .option('--channel <name>', 'on this channel')
  .action(run(showUnknown))

const COMMANDS: [usage: string, description: string][] = [
  ['retry', 'run parked steps again'],
  ['skip', 'leave the step by its first path'],
  ['send-to <step>', 'send to another step'],
  ['fail', 'give up: the enrollment ends as failed'],
  ['exit', 'end the enrollment'],
]
for (const [usage, description] of COMMANDS) {
  const [name = '', argument] = usage.split(' ')
  const one = careful(places(add(usage, `${description}; one (--customer and --enrollment) at once, many with --yes`)))
    .option('--reason <code>', 'parked for this reason')
    .option('--enrollment <id>', 'this one; needs --customer')
    .option('--note <text>', 'kept as the reason, with fail and exit')
    .addOption(new Option('--status <status>', 'who is meant').choices(['parked', 'active']).default('parked'))
  if (argument === undefined) one.action(run((context, order: Order) => command(context, name, order)))
  else one.action(run((context, step: string, order: Order) => command(context, name, order, step)))
}

careful(places(add('resolve <verdict> [ids...]', 'say what became of unknown messages: accepted, or not-sent')))
  .option('--channel <name>', 'on this channel')
  .option('--note <text>', 'how it was found out')
  .action(run(resolveUnknown))

careful(places(add('resend [ids...]', 'send messages once more, each as a new one; tells first what would go to whom')))
  .option('--channel <name>', 'on this channel')
  .option('--status <status>', 'those that are unknown, failed, suppressed, cancelled or accepted')
  .option('--again', 'also what was resent before')
  .action(run(resend))

add('pause-everything <reason>', 'hold everything: nothing leaves, on any worker, until it is resumed')
  .option('--no-wait', 'do not wait until what runs has finished')
  .option('--timeout <seconds>', 'wait so long', '60')
  .action(run(pauseEverything))

add('resume-everything', 'end the pause')
  .option('--skip-overdue', 'leave out what fell due in the pause, e.g. after a backup was restored')
  .action(run(resumeEverything))

add('drain [workers...]', 'let workers finish and take nothing new')
  .option('--all', 'all that run now; those started later work')
  .option('--no-wait', 'do not wait until nothing runs in them')
  .option('--timeout <seconds>', 'wait so long', '60')
  .action(run(drain))

add('undrain [workers...]', 'let drained workers work again')
  .option('--all', 'all that run now')
  .action(
    run((context, ids: string[], options: { all?: boolean }) =>
      drain(context, ids, { ...options, wait: false, timeout: '0', undo: true }),
    ),
  )

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // It has said what is wrong; help and version are no fault.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage
  } else if (error instanceof OpsError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  } else throw error
}
