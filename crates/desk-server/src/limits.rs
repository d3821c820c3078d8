//! Every limit of the server, with its unit and its reason. The product's own limits (notes, pages,
//! the withdraw window) are in `desk_domain::limits`.

use std::time::Duration;

use desk_domain::payment::Channel;

/// Largest JSON body, in bytes: a cancel with the longest note is under 4 kB.
pub const BODY_MAX_BYTES: usize = 16 * 1024;
/// Largest webhook body, in bytes: a vendor's notice is under 1 kB, its fields may grow.
pub const HOOK_BODY_MAX_BYTES: usize = 64 * 1024;
/// Deepest nesting of lists and objects in JSON that others send: our own bodies have 3 levels, a vendor's
/// webhook 4. The parser behind it gives up at 128.
pub const JSON_DEPTH_MAX: usize = 32;
/// Longest address with its query, in bytes: a search of a hundred Korean letters has under 1 kB.
pub const ADDRESS_MAX_BYTES: usize = 8 * 1024;
/// Most headers of a request, and most bytes of them together: a browser behind two proxies sends some
/// thirty of under 4 kB.
pub const HEADERS_MAX: usize = 64;
pub const HEADERS_MAX_BYTES: usize = 16 * 1024;
/// How long the body of a request may take to its last byte. A phone in a lift needs a second.
pub const BODY_PATIENCE: Duration = Duration::from_secs(15);

/// Connections held at once; the next ones wait in the system's queue.
pub const CONCURRENT_CONNECTIONS: usize = 2_048;
/// How long a connection may take for the head of its next request, the first one included …
pub const HEAD_PATIENCE: Duration = Duration::from_secs(30);
/// … and how many headers and bytes of it are read at all before the edge can say why not.
pub const CONNECTION_HEADERS_MAX: usize = 128;
pub const CONNECTION_BUFFER_BYTES: usize = 64 * 1024;
/// A pause when the system gives no connection.
pub const ACCEPT_NAP: Duration = Duration::from_millis(200);

/// Longest answer, but for the stream of events. A refresh waits for the vendor.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(75);
/// Requests worked on at once; the next one is told to come back.
pub const CONCURRENT_REQUESTS: usize = 512;
/// Streams of live changes open at once.
pub const CONCURRENT_STREAMS: usize = 256;
/// … and of one session: a window each, and some that a proxy has not let go yet.
pub const STREAMS_PER_SESSION: usize = 12;
/// Passwords hashed at once: each takes a core and 19 MB for some 30 ms.
pub const CONCURRENT_PASSWORD_HASHES: usize = 2;

/// Longest login and longest password, in bytes, that are looked at.
pub const LOGIN_MAX_BYTES: usize = 128;
pub const PASSWORD_MAX_BYTES: usize = 1024;
/// Shortest password of a new person, in characters.
pub const PASSWORD_MIN_CHARS: usize = 10;
/// Wrong sign-ins are counted over this many seconds …
pub const LOGIN_WINDOW_SECONDS: i64 = 15 * 60;
/// … per login and address together …
pub const LOGIN_FAILURES_MAX: u32 = 5;
/// … and per address alone, where many people may share one.
pub const ADDRESS_FAILURES_MAX: u32 = 50;

/// A session ends after this many seconds without a request …
pub const SESSION_IDLE_SECONDS: i64 = 15 * 60;
/// … and after this many seconds whatever happens: one working day.
pub const SESSION_ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// A session's last use is written down at most this often, in seconds.
pub const SESSION_TOUCH_SECONDS: i64 = 30;

/// The password given once more holds for this many seconds: long enough for one deed and its
/// correction, shorter than a coffee.
pub const STEP_UP_SECONDS: i64 = 5 * 60;

/// A comment this often keeps proxies from closing the stream of changes.
pub const EVENTS_HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends at most this many seconds after its session has, also while changes keep coming.
pub const EVENTS_SESSION_RECHECK_SECONDS: i64 = 15;
/// Changes read at once.
pub const EVENTS_BATCH: u32 = 200;

/// Jobs worked on at once.
pub const WORKERS: usize = 4;
/// Cancels worked on beside them, whatever those wait for: a vendor that hangs with its reads holds up no cancel
/// at another.
pub const SENDERS: usize = 2;
/// A job belongs to its worker for this many seconds. Longer than a read, a cancel and another read
/// at their slowest (75 s each), so that nobody else starts on it while they run.
pub const LEASE_SECONDS: i64 = 240;
/// A worker looks for work at least this often, as another replica may have left some.
pub const WORKER_NAP_MAX: Duration = Duration::from_secs(1);
/// How long a shutdown waits for calls to vendors to end and be written down.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(70);
/// Nothing is sent while the vendor cannot be read. After this many seconds the cancel is given up
/// with the clear word that nothing was sent.
pub const PREFLIGHT_PATIENCE_SECONDS: i64 = 45;
/// How often a payment is read in a row while the book keeps moving on under the read …
pub const READS_PER_BOOKING: u32 = 3;
/// … and after how many seconds it is read once more when that was not enough.
pub const OVERTAKEN_RECHECK_SECONDS: i64 = 5;
/// Seconds between looks at a vendor that owes us an answer; the last one repeats for ever.
pub const RESOLVE_BACKOFF_SECONDS: &[i64] = &[2, 5, 10, 30, 60, 120, 300, 600];
/// A payment that the vendor does not show, or that the book cannot hold, is asked for again for this
/// many seconds: a webhook may come before its read shows the payment …
pub const UNREADABLE_PATIENCE_SECONDS: i64 = 24 * 60 * 60;
/// … with these pauses, in seconds.
pub const UNREADABLE_BACKOFF_SECONDS: &[i64] = &[2, 5, 15, 60, 300, 900, 3_600];
/// A vendor that names no events repeats one for this many seconds, as far as anybody can tell; once they
/// are over its payment is read once more, in case one of the repeats was an event of its own.
pub const ALIKE_HOOKS_SECONDS: i64 = 10 * 60;
/// Who signs nothing (Bootpay's second generation) may make a payment be read this often …
pub const HINTS_PER_PAYMENT: u32 = 6;
/// … in this many seconds; the next ones share one read when they are over. A payment has three events on
/// a busy day.
pub const HINTS_SECONDS: i64 = 10 * 60;
/// … and may name this many payments that are not in the book, for each connection …
pub const STRANGERS_PER_CONNECTION: u32 = 120;
/// … in this many seconds; the next one is told to come back. A large shop sells one every second.
pub const STRANGERS_SECONDS: i64 = 60;
/// … and such a payment is asked for again for this many seconds, not for a day.
pub const STRANGER_PATIENCE_SECONDS: i64 = 60 * 60;
/// Seconds between looks at a cancel that the vendor accepted and settles later.
pub const PENDING_BACKOFF_SECONDS: &[i64] = &[10, 30, 60, 300, 900, 3_600];
/// From this many seconds after it was accepted on, a person is called to ask the PG about it …
pub const PENDING_PATIENCE_SECONDS: i64 = 24 * 60 * 60;
/// … and of a refund to an account, which takes banking days: a weekend and a holiday may lie between.
pub const PENDING_REFUND_PATIENCE_SECONDS: i64 = 4 * 24 * 60 * 60;
/// Seconds between tries of a job that failed on our side.
pub const JOB_BACKOFF_SECONDS: &[i64] = &[1, 2, 5, 15, 60, 300];
/// An order is not sent again in the last seconds of the vendor's idempotency window: it must arrive
/// inside.
pub const IDEMPOTENCY_MARGIN_SECONDS: i64 = 10 * 60;
/// Where a vendor has no idempotency key: how many seconds after the sending an order that does not show
/// can no longer be executed late. That the PG behind the vendor has not executed it is no part of it.
/// The same for a bill: an order of it that does not show by then makes none any more.
pub const PROOF_BY_ABSENCE_SECONDS: i64 = 15 * 60;
/// A bill that the book let go of is looked for at its vendor, which tells of none: at once, and after each of
/// these pauses, in seconds. An order as late as that breaks what is said above; nobody may pay it all the same.
pub const LET_GO_BACKOFF_SECONDS: &[i64] = &[15 * 60, 60 * 60, 6 * 60 * 60, 24 * 60 * 60];
/// How far a vendor's clock may run behind ours: a cancel that it dates this many seconds before our
/// order may still be ours.
pub const CLOCKS_APART_SECONDS: i64 = 60;

/// Each connection's payments are compared with its vendor in rounds, one in this many seconds …
pub const ROUND_SECONDS: i64 = 60;
/// … of at most this many requests, pages of the list and payments together. A vendor's limits are
/// not published (UNVERIFIED); half a request a second is far below what a shop's own pages ask.
pub const REQUESTS_PER_ROUND: u32 = 30;
/// … but at a terminal: each question takes the line to a program on somebody's desk, and may go on to
/// the VAN (UNVERIFIED how many of those it likes). One in ten seconds leaves a cancel its way.
pub const TERMINAL_REQUESTS_PER_ROUND: u32 = 6;
/// … and where a vendor has one address for every merchant's bills, without a list of them: half of it,
/// for as long as nobody has told us a limit.
pub const BILL_REQUESTS_PER_ROUND: u32 = 15;
/// The list of what was created lately is read this often, in seconds …
pub const LIST_EVERY_SECONDS: i64 = 10 * 60;
/// … each time from this many seconds before where it ended: a payment may enter the vendor's list
/// late, and most of what changes is young.
pub const LIST_OVERLAP_SECONDS: i64 = 24 * 60 * 60;
/// A payment that could not be compared comes up again after this many seconds.
pub const RECHECK_SECONDS: i64 = 60 * 60;
/// How often a reconciler looks whether its round has come.
pub const RECONCILER_NAP: Duration = Duration::from_secs(5);

/// A day is summed up this many seconds into the next one, KST: by then what was cancelled in its last
/// hours has been read, a month's last evening included, and nobody is at work.
pub const NIGHT_AT_SECONDS: i64 = 4 * 60 * 60;
/// How often it is looked whether that time has come.
pub const NIGHT_NAP: Duration = Duration::from_secs(30);

/// A plain no of the PG behind the vendor is believed after the vendor has listed nothing for this
/// many seconds.
pub const PLAIN_NO_PATIENCE_SECONDS: i64 = 20;
/// A fault of that PG in words nobody can be sure of: the PG may have executed, and its answer may
/// still be on the way. UNVERIFIED how late a vendor learns of it; this long nobody may try again.
pub const PG_FAULT_PATIENCE_SECONDS: i64 = 10 * 60;
/// After that it is in doubt. Seconds between looks at the vendor, which may still learn of it: what comes
/// to light late is booked without anybody asking. The last one repeats until somebody proves the end.
pub const DOUBT_BACKOFF_SECONDS: &[i64] = &[60 * 60, 24 * 60 * 60];
/// A cancel that was sent this many seconds ago and that nothing proves is in doubt, too.
pub const NO_PROOF_ALARM_SECONDS: i64 = 24 * 60 * 60;

/// A pairing code holds for this many seconds: it is read out across a room, and typed.
pub const PAIRING_CODE_SECONDS: i64 = 10 * 60;
/// Characters of a pairing code, of an alphabet of 31: some 40 bits for ten minutes.
pub const PAIRING_CODE_CHARS: usize = 8;
/// Wrong codes per address and window ([`LOGIN_WINDOW_SECONDS`]).
pub const PAIRING_FAILURES_MAX: u32 = 10;
/// Longest name of a terminal, and longest words of an agent about itself, in characters.
pub const TERMINAL_NAME_MAX_CHARS: usize = 40;
pub const AGENT_WORDS_MAX_CHARS: usize = 64;

/// Agents connected at once.
pub const CONCURRENT_AGENTS: usize = 512;
/// … and of one terminal: the new line, and the old one until it is noticed.
pub const LINES_PER_TERMINAL: usize = 4;
/// Largest message of an agent, in bytes: a result is under 1 kB.
pub const AGENT_MESSAGE_MAX_BYTES: usize = 16 * 1024;
/// Messages that wait for one agent.
pub const AGENT_OUTBOX: usize = 32;
/// An agent introduces itself this soon after it has connected.
pub const AGENT_HELLO: Duration = Duration::from_secs(10);
/// An agent is pinged this often …
pub const AGENT_PING: Duration = Duration::from_secs(15);
/// … and given up after this many pings in a row without a sign of life.
pub const AGENT_SILENT_PINGS: u32 = 3;
/// That an agent is there is written down at most this often, in seconds.
pub const AGENT_SEEN_SECONDS: i64 = 60;
/// A terminal that was there this many seconds ago may be so again while a cancel for it waits
/// ([`PREFLIGHT_PATIENCE_SECONDS`]), here or in another replica. Where none was, none is asked.
pub const TERMINAL_REACH_SECONDS: i64 = 2 * AGENT_SEEN_SECONDS;

/// How often the deadlines of the terminals are looked at.
pub const TERMINAL_TICK: Duration = Duration::from_secs(1);
/// The waits of one cancel at a terminal, in seconds. Together with the read before they stay below
/// [`LEASE_SECONDS`], so that nobody else takes the job up meanwhile. First the agent takes it …
pub const TERMINAL_TAKE_SECONDS: u32 = 20;
/// … and wakes the device …
pub const TERMINAL_BEGIN_SECONDS: i64 = 20;
/// … the customer finds the card …
pub const TERMINAL_CARD_SECONDS: i64 = 90;
/// … and the VAN answers.
pub const TERMINAL_VAN_SECONDS: i64 = 60;
/// People are shown the agent's own wait for the card, which ends before the desk's.
pub const TERMINAL_CARD_SHOWN_SECONDS: i64 = 75;
/// How long an agent may take to confirm that an order was given up.
pub const TERMINAL_ABORT_SECONDS: i64 = 15;
/// How long an agent may take to answer a question, which may go as far as the VAN.
pub const TERMINAL_ANSWER_SECONDS: i64 = 15;

/// Largest CSV file, in bytes.
pub const CSV_MAX_BYTES: u64 = 64 * 1024 * 1024;
/// Bad rows of a CSV file that are shown.
pub const CSV_ERRORS_SHOWN: usize = 200;

/// The doctor waits this long for a vendor …
pub const VENDOR_PROBE: Duration = Duration::from_secs(10);
/// … takes two clocks for the same up to this many seconds …
pub const DOCTOR_CLOCKS_APART_SECONDS: i64 = 5;
/// … a job for late after this many seconds: longer than any step of a worker …
pub const JOB_LATE_SECONDS: i64 = LEASE_SECONDS + 60;
/// … a vendor's webhooks for lost after this many seconds without one: a shop may close for a week …
pub const HOOK_MISSED_SECONDS: i64 = 8 * 24 * 60 * 60;
/// … and an agent for gone after this many: a counter closes for a weekend.
pub const AGENT_MISSED_SECONDS: i64 = 3 * 24 * 60 * 60;
/// With less room than this on the disk, in bytes, soon nothing can be written down …
pub const DISK_BAD_BYTES: u64 = 200 << 20;
/// … and with less than this somebody should make some.
pub const DISK_WARN_BYTES: u64 = 1 << 30;

/// How many requests a round may make of a vendor.
#[must_use]
pub const fn requests_per_round(channel: Channel) -> u32 {
    match channel {
        Channel::Portone | Channel::Bootpay | Channel::Toss => REQUESTS_PER_ROUND,
        Channel::Payssam | Channel::Alltalkpay => BILL_REQUESTS_PER_ROUND,
        Channel::Terminal => TERMINAL_REQUESTS_PER_ROUND,
        Channel::Recorded => 0,
    }
}

/// The step of a backoff: the last one repeats.
#[must_use]
pub fn backoff(steps: &[i64], attempts: u32) -> i64 {
    let last = steps.len().saturating_sub(1);
    steps.get(usize::try_from(attempts).unwrap_or(last).min(last)).copied().unwrap_or(1)
}

/// Whatever a void was answered, its payment is read again after this many seconds: later than
/// [`REQUEST_TIMEOUT`], after which nobody waits for the vendor any more.
pub const VOID_RECHECK_SECONDS: i64 = 90;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendor_has_the_minute_it_asks_for_and_whoever_waits_for_it_waits_longer() {
        let answer = desk_gateway::Timeouts::default().answer;
        assert!(answer >= Duration::from_secs(60), "PortOne asks for that");
        assert!(REQUEST_TIMEOUT > answer);
        let lease = Duration::from_secs(LEASE_SECONDS.unsigned_abs());
        assert!(lease > answer * 3, "a read, a cancel and another read");
    }

    #[test]
    fn each_channel_has_its_own_pace_and_nobody_is_asked_where_there_is_nobody() {
        let a_minute =
            |channel| requests_per_round(channel) * 60 / u32::try_from(ROUND_SECONDS).unwrap();
        for online in [Channel::Portone, Channel::Bootpay, Channel::Toss] {
            assert_eq!(a_minute(online), 30, "{online:?}");
        }
        for of_bills in [Channel::Payssam, Channel::Alltalkpay] {
            assert_eq!(a_minute(of_bills), 15, "{of_bills:?}");
        }
        assert_eq!(a_minute(Channel::Terminal), 6);
        assert_eq!(a_minute(Channel::Recorded), 0);
    }

    #[test]
    fn the_last_step_of_a_backoff_repeats() {
        assert_eq!(backoff(&[2, 5, 10], 0), 2);
        assert_eq!(backoff(&[2, 5, 10], 2), 10);
        assert_eq!(backoff(&[2, 5, 10], 9_999), 10);
    }
}
