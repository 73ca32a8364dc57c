// Mail servers on loopback: a real one that keeps what it gets and can be told to refuse, hang or drop, and a rude one
// that says what a test wants.

import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { afterFile } from './after-file.ts';

const TLS = join(import.meta.dirname, '../fixtures/tls');

/** Whom to trust to trust the servers here, for `NODE_EXTRA_CA_CERTS`; and the same as text. */
export const CA_FILE = join(TLS, 'ca.pem');
export const CA = readFileSync(CA_FILE, 'utf8');

/** The moments at which a server can be told to do something else. */
type Moment = 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data';

export interface SmtpOptions {
  /** None if nothing is said. `starttls` also lets in those who don't encrypt. */
  security?: 'none' | 'starttls' | 'tls';
  /** For localhost and 127.0.0.1 (`loopback`), or wrong in some way. */
  certificate?: 'loopback' | 'other' | 'expired' | 'self-signed';
  /** Who must sign in; anybody may send if nothing is said. */
  auth?: { user: string; password: string; methods?: readonly ('PLAIN' | 'LOGIN' | 'CRAM-MD5' | 'XOAUTH2')[] };
  /** What it says instead of yes, such as `{ rcpt: '550 no such user' }`. */
  answers?: Partial<Record<Moment, string>>;
  /** Says nothing more from then on: `data` means once it has all of the mail, which it keeps. */
  hang?: 'greeting' | 'data';
  /** How long it thinks about a mail that it has, in milliseconds. */
  slow?: number;
  /** Closes the connection, in the same way. */
  drop?: 'greeting' | 'data';
  /** The largest mail it says it takes, in bytes. */
  size?: number;
}

interface ReceivedMail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly parsed: ParsedMail;
  /** Every byte, without what the transport adds. */
  readonly raw: string;
  /** Without `<>`. */
  readonly messageId: string;
  /** Who had signed in. */
  readonly user: string | null;
  readonly secure: boolean;
  /** What the sender calls itself. */
  readonly greetedAs: string;
}

export interface TestServer {
  readonly port: number;
  /** How many connections there have been, and how many there are. */
  readonly connections: number;
  readonly open: number;
  close(): Promise<void>;
}

export interface TestSmtp extends TestServer {
  /** What was taken, in order. */
  readonly received: readonly ReceivedMail[];
  /** May be changed while it runs, as may `behaviour`. */
  readonly answers: Partial<Record<Moment, string>>;
  readonly behaviour: Pick<SmtpOptions, 'hang' | 'drop'>;
  /** Settles once so many mails have been taken. */
  taken(count: number): Promise<void>;
}

/** Starts a mail server on a free port of 127.0.0.1; it is closed when the test file has run. */
export async function startSmtp(options: SmtpOptions = {}): Promise<TestSmtp> {
  const received: ReceivedMail[] = [];
  const behaviour = { hang: options.hang, drop: options.drop } as Pick<SmtpOptions, 'hang' | 'drop'>;
  const answers = { ...options.answers };
  const waiting = new Set<() => void>();
  const reply = (moment: Moment, done: (error?: Error | null) => void): void => {
    done(refusal(answers[moment]));
  };
  const server = new SMTPServer({
    ...tlsOptions(options),
    ...authOptions(options),
    ...(options.size === undefined ? {} : { size: options.size }),
    banner: 'test',
    logger: false,
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      if (behaviour.drop === 'greeting') listener.drop();
      else if (behaviour.hang !== 'greeting') reply('greeting', done);
    },
    onAuth: (login, _session, done) => {
      const { user, password: right = '' } = options.auth ?? {};
      if (login.method === 'XOAUTH2') {
        // As Google refuses: with its reason as JSON, before it says no.
        const data = { status: '400', schemes: 'Bearer', scope: 'https://mail.google.com/' };
        const isKnown = login.username === user && login.accessToken === right;
        done(refusal(answers.auth), isKnown ? { user: login.username } : { data });
        return;
      }
      const isRight = login.method === 'CRAM-MD5' ? login.validatePassword(right) : login.password === right;
      const known = login.username === user && isRight;
      const error = refusal(answers.auth ?? (known ? undefined : '535 5.7.8 Username and password not accepted'));
      done(error, { user: login.username });
    },
    onMailFrom: (_address, _session, done) => {
      reply('mail', done);
    },
    onRcptTo: (_address, _session, done) => {
      reply('rcpt', done);
    },
    onData: (stream, session, done) => {
      void mailIn(stream, session).then((mail) => {
        const error = refusal(answers.data ?? (stream.sizeExceeded ? '552 too large' : undefined));
        if (!error) received.push(mail);
        for (const tell of waiting) tell();
        if (behaviour.drop === 'data') listener.drop();
        else if (behaviour.hang !== 'data') setTimeout(done, options.slow ?? 0, error, 'OK: queued as 42');
      });
    },
  });
  // A client that leaves in the middle of a handshake is what is tested.
  server.on('error', () => undefined);
  const listener = await listening(server.server, () => {
    server.close();
  });
  const taken = async (count: number): Promise<void> =>
    new Promise((resolve) => {
      const tell = (): void => {
        if (received.length >= count) resolve();
      };
      waiting.add(tell);
      tell();
    });
  return Object.assign(listener, { received, answers, behaviour, taken });
}

/**
 * Starts a server that says what `reply` gives for each line it gets, the first being `''` for the greeting, the lines
 * of a mail left out; null for silence, a Buffer or text with its line breaks. It can close the connection.
 */
export async function startRude(
  reply: (line: string, connection: Socket) => string | Buffer | null,
): Promise<TestServer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    let isInMail = false;
    const say = (line: string): void => {
      if (isInMail && line !== '.') return;
      const answer = reply(line, socket);
      isInMail = line === 'DATA' && String(answer).startsWith('354');
      if (answer !== null && socket.writable) socket.write(answer);
    };
    let rest = '';
    socket.on('data', (data) => {
      const lines = (rest + data.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(say);
    });
    say('');
  });
  return listening(server, () => server.close());
}

/** The words of a polite server, for a rude one to begin with. */
export function polite(line: string): string {
  if (line === '') return '220 rude.example\r\n';
  if (/^EHLO/.test(line)) return '250-rude.example\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN\r\n';
  if (/^AUTH/.test(line)) return '235 ok\r\n';
  if (/^DATA/.test(line)) return '354 go on\r\n';
  if (/^QUIT/.test(line)) return '221 bye\r\n';
  return /^(?:MAIL|RCPT|\.$)/.test(line) ? '250 ok\r\n' : '';
}

async function listening(server: Server, stop: () => void): Promise<TestServer & { drop(): void }> {
  const sockets = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket) => {
    count += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const listener = {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return count;
    },
    get open() {
      return sockets.size;
    },
    drop,
    close: async () => {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.once('close', resolve));
      stop();
      drop();
      await closed;
    },
  };
  afterFile(listener.close);
  return listener;
}

function tlsOptions({ security = 'none', certificate = 'loopback' }: SmtpOptions): object {
  if (security === 'none') return {};
  const file = (name: string): Buffer => readFileSync(join(TLS, `${name}.pem`));
  return { secure: security === 'tls', cert: file(certificate), key: file(`${certificate}-key`) };
}

function authOptions({ auth, security = 'none' }: SmtpOptions): object {
  const disabledCommands = [...(auth ? [] : ['AUTH']), ...(security === 'none' ? ['STARTTLS'] : [])];
  return {
    disabledCommands,
    authOptional: !auth,
    allowInsecureAuth: true,
    authMethods: auth?.methods ?? ['PLAIN', 'LOGIN'],
  };
}

function refusal(answer: string | undefined): Error | null {
  if (answer === undefined) return null;
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
}

async function mailIn(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<ReceivedMail> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  const raw = Buffer.concat(pieces);
  const parsed = await simpleParser(raw);
  const { mailFrom, rcptTo } = session.envelope;
  return {
    envelope: { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) },
    parsed,
    raw: raw.toString('latin1'),
    messageId: (parsed.messageId ?? '').replace(/^<|>$/g, ''),
    user: typeof session.user === 'string' ? session.user : null,
    secure: session.secure,
    greetedAs: session.hostNameAppearsAs,
  };
}
