//! Every mistake in a file is named with the file and the line.

use desk_domain::rulebook::{FILES, Faults, Rulebook};

/// Replaces one text of one file, which must be there once, and gives what the reader says.
#[track_caller]
fn spoil(file: &str, old: &str, new: &str) -> (usize, Faults) {
    let text = FILES.iter().find(|(name, _)| *name == file).expect("a file").1;
    let (before, after) = text.split_once(old).unwrap_or_else(|| panic!("{old:?} is not there"));
    let line = before.matches('\n').count() + 1;
    let spoilt = format!("{before}{new}{after}");
    let files: Vec<(&str, &str)> = FILES
        .iter()
        .map(|&(name, text)| (name, if name == file { spoilt.as_str() } else { text }))
        .collect();
    let faults = Rulebook::parse(&files).expect_err("a spoilt rulebook is refused");
    (line, faults)
}

/// The reader names exactly the line that was spoilt.
#[track_caller]
fn check(file: &str, old: &str, new: &str, problem: &str) {
    let (line, faults) = spoil(file, old, new);
    let expected = format!("{file}:{line}: ");
    let found = faults.0.iter().any(|fault| {
        let fault = fault.to_string();
        fault.starts_with(&expected) && fault.contains(problem)
    });
    assert!(found, "expected {expected}{problem}, got {faults}");
}

#[test]
fn the_embedded_rulebook_is_sound() {
    Rulebook::load().unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn a_line_is_counted_from_one() {
    let faults = spoil("recorded.toml", "# 미연동", "nonsense\n# 미연동").1;
    assert_eq!((faults.0[0].file.as_str(), faults.0[0].line), ("recorded.toml", 1));
}

#[test]
fn unknown_keys() {
    let unknown = "unknown field `until`";
    check("terminal.toml", "id = \"M-POS\"", "until = 1\nid = \"M-POS\"", unknown);
    check("portone.toml", "limit = \"same_month\",", "until = 3, limit = \"same_month\",", unknown);
    check(
        "portone.toml",
        "{ method = [\"mobile\"] }",
        "{ methd = [\"mobile\"] }",
        "unknown variant",
    );
    check("sources.toml", "days = 7", "day = 7", "unknown field");
    check("banks.toml", "code = \"KOOKMIN\"", "kode = \"KOOKMIN\"", "unknown field");
    check("messages.toml", "void_closed = { ko", "void_closed = { kr", "unknown field");
    check("failures.toml", "converges = true", "converge = true", "unknown field");
    check("remedies.toml", "pg = [\"KSNET\"]", "pgs = [\"KSNET\"]", "unknown field");
    check("undo.toml", "within_days = 0", "within_day = 0", "unknown field");
    check("follow_ups.toml", "harmless = true", "harmles = true", "unknown field");
}

#[test]
fn unknown_words() {
    check(
        "portone.toml",
        "method = [\"mobile\"]",
        "method = [\"phone\"]",
        "\"phone\" is not a method",
    );
    check(
        "portone.toml",
        "mode = [\"test\"], card",
        "mode = [\"beta\"], card",
        "\"beta\" is not a mode",
    );
    check(
        "portone.toml",
        "escrow = [\"confirmed\"]",
        "escrow = [\"ja\"]",
        "\"ja\" is not a escrow",
    );
    check("portone.toml", "limit = \"same_month\"", "limit = \"month\"", "unknown variant `month`");
    check(
        "portone.toml",
        "\"promotion_retain_option\"]",
        "\"option\"]",
        "unknown variant `option`",
    );
    check("terminal.toml", "effect = \"cancelled_along\"", "effect = \"along\"", "unknown variant");
    check(
        "follow_ups.toml",
        "proof = \"signed_note\"",
        "proof = \"word\"",
        "unknown variant `word`",
    );
}

#[test]
fn missing_messages_and_sources() {
    check(
        "portone.toml",
        "\"partial_escrow\"",
        "\"partial_escro\"",
        "no message \"partial_escro\"",
    );
    check("portone.toml", "\"conflict_paypal_fee\"", "\"nowhere\"", "no message \"nowhere\"");
    check("failures.toml", "\"next_reread\"", "\"nowhere\"", "no message \"nowhere\"");
    check("portone.toml", "source = [\"S2\"]", "source = [\"S9\"]", "no source \"S9\"");
    check(
        "recorded.toml",
        "say = \"receipt_recorded\", source = [\"INF\"]",
        "say = \"receipt_recorded\", source = []",
        "no source is named",
    );
    check(
        "recorded.toml",
        "say = \"receipt_recorded\", source = [\"INF\"],",
        "say = \"receipt_recorded\",",
        "no source is named",
    );
    check(
        "recorded.toml",
        "[\"S0\"], checked_on = \"2026-11-21\"",
        "[\"S0\"]",
        "missing field `checked_on`",
    );
}

#[test]
fn a_phrase_of_the_code_needs_its_message() {
    let (_, faults) = spoil("messages.toml", "headline_can =", "headline_may =");
    let told = faults.to_string();
    assert!(told.contains("no message \"headline_can\""), "{told}");
    assert!(told.contains("nothing says the message \"headline_may\""), "{told}");
}

#[test]
fn unused_messages_and_bad_gaps() {
    let unused = "spare = { ko = \"남는 말\", en = \"spare\" }\nstate_void =";
    check("messages.toml", "state_void =", unused, "nothing says the message \"spare\"");
    check("messages.toml", "전액은 취소할", "전액은 {취소할", "a brace is not closed");
    check("messages.toml", "en = \"Until {date},", "en = \"Until {day},", "the same gaps");
    let (_, faults) =
        spoil("messages.toml", "ko = \"{date}까지, {days}일", "ko = \"{date}까지, {weeks}일");
    assert!(faults.to_string().contains("asks for {weeks}"), "{faults}");
    check("portone.toml", "say = \"fee_none\"", "say = \"fee_va\", say_x = 1", "unknown field");
    check("portone.toml", "say = \"receipt_card\"", "say = \"fee_va\"", "asks for {fee}");
    check("messages.toml", "en = \"No cash receipt was issued.\"", "en = \" \"", "both languages");
}

#[test]
fn ids_are_unique_over_all_files() {
    check("portone.toml", "id = \"P-CARD\"", "id = \"P-ANY\"", "\"P-ANY\" is used twice");
    check("toss.toml", "id = \"T-CARD\"", "id = \"P-CARD\"", "\"P-CARD\" is used twice");
    check("undo.toml", "id = \"U-KCP\"", "id = \"U-NICE\"", "\"U-NICE\" is used twice");
}

#[test]
fn every_channel_keeps_a_row_for_the_rest() {
    let last = "no row is left";
    let no_fallback = "id = \"M-UNL\"\nwhen = { method = [\"cash\"] }";
    let (_, faults) = spoil("recorded.toml", "id = \"M-UNL\"", no_fallback);
    assert!(faults.to_string().contains(&format!("recorded.toml:1: {last}")), "{faults}");
    let (_, faults) =
        spoil("undo.toml", "id = \"U-ANY\"", "id = \"U-ANY\"\nwhen = { pg = [\"X\"] }");
    assert!(faults.to_string().contains(&format!("undo.toml:1: {last}")), "{faults}");
}

#[test]
fn two_rows_never_contradict_each_other() {
    let (_, faults) =
        spoil("portone.toml", "provider = [\"NAVERPAY\"]", "provider = [\"KAKAOPAY\"]");
    assert!(faults.to_string().contains("P-KAKAO says deadline for the same payments"), "{faults}");
}

#[test]
fn a_cell_makes_sense_by_itself() {
    let block = "instead = \"instead_full_then_bill_again\", ";
    check("payssam.toml", block, "", "`instead`");
    check("portone.toml", "limit = \"years\", count = 1", "limit = \"years\"", "need a `count`");
    check(
        "portone.toml",
        "limit = \"unlimited\"",
        "limit = \"unlimited\", count = 3",
        "need a `count`",
    );
    check("portone.toml", "passed = \"naver_passed\", ", "", "when it is `passed`");
    check("portone.toml", "doubt_after_months = 3, ", "", "go together");
    check("portone.toml", "from = \"06:00\"", "from = \"23:30\"", "must be before");
    check("portone.toml", "same_day_full = [0, 0], ", "", "go together");
    check(
        "portone.toml",
        "enforcement = \"info\", say = \"va_contract\"",
        "enforcement = \"block\", say = \"va_contract\"",
        "cannot block",
    );
    check(
        "alltalkpay.toml",
        "\"elsewhere\", enforcement = \"block\"",
        "\"elsewhere\", enforcement = \"warn\"",
        "blocks here",
    );
    check(
        "portone.toml",
        "enforcement = \"warn\", on = \"partial\"",
        "enforcement = \"block\", on = \"partial\"",
        "never blocks",
    );
}

#[test]
fn a_remedy_is_for_a_failure_that_there_is_and_only_once() {
    let known = "failure = \"not_paid\"";
    check("remedies.toml", known, "failure = \"unpaid\"", "no failure \"unpaid\"");
    let (_, faults) =
        spoil("remedies.toml", "pg = [\"KSNET\"]\nnext = [\"next_ksnet_hours\"]", "next = []");
    assert!(faults.to_string().contains("what to do `next`"), "{faults}");
    let (_, faults) = spoil("remedies.toml", "failure = \"bad_key\"", "failure = \"not_paid\"");
    assert!(faults.to_string().contains("a remedy for \"not_paid\" is above already"), "{faults}");
    let (_, faults) = spoil("failures.toml", "{ words = [\"기취소\"] }", "{ words = [] }");
    assert!(faults.to_string().contains("a signal names a code or words"), "{faults}");
}

#[test]
fn a_missing_file_is_named() {
    let files: Vec<_> = FILES.iter().copied().filter(|(name, _)| *name != "toss.toml").collect();
    let faults = Rulebook::parse(&files).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "the rulebook cannot be used:\ntoss.toml:1: the file is missing"
    );
}
