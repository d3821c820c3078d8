//! From text to a tree. One function a kind of value, none of them generic.

use super::Unreadable;

/// A value of the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    /// With every digit: amounts never pass through a float.
    Whole(i64),
    /// A fraction, or more than 64 bits. Nothing of ours is one; somebody else's field may be.
    OtherNumber,
    Text(String),
    List(Vec<Json>),
    Fields(Vec<(String, Json)>),
}

/// How deep values may lie in one another; ours lie five deep.
const DEEPEST: usize = 64;

/// # Errors
/// When the text is not one JSON value.
pub fn parse(text: &str) -> Result<Json, Unreadable> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = reader.value()?;
    reader.skip_space();
    if reader.at == text.len() { Ok(value) } else { Err(Unreadable) }
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes, always at the start of a character.
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Takes `word` if it stands here.
    fn take(&mut self, word: &str) -> bool {
        let is_here = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if is_here {
            self.at += word.len();
        }
        is_here
    }

    fn expect(&mut self, word: &str) -> Result<(), Unreadable> {
        if self.take(word) { Ok(()) } else { Err(Unreadable) }
    }

    fn value(&mut self) -> Result<Json, Unreadable> {
        self.skip_space();
        match self.peek().ok_or(Unreadable)? {
            b'n' => self.expect("null").map(|()| Json::Null),
            b't' => self.expect("true").map(|()| Json::Bool(true)),
            b'f' => self.expect("false").map(|()| Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => self.list(),
            b'{' => self.fields(),
            _ => self.number(),
        }
    }

    fn deeper(&mut self) -> Result<(), Unreadable> {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST { Err(Unreadable) } else { Ok(()) }
    }

    /// Whether another element follows; takes the comma before it, or the closing bracket.
    fn goes_on(&mut self, is_first: bool, close: &str) -> Result<bool, Unreadable> {
        self.skip_space();
        if self.take(close) {
            self.depth -= 1;
            return Ok(false);
        }
        if !is_first {
            self.expect(",")?;
            self.skip_space();
        }
        Ok(true)
    }

    fn list(&mut self) -> Result<Json, Unreadable> {
        self.deeper()?;
        let mut values = Vec::new();
        while self.goes_on(values.is_empty(), "]")? {
            values.push(self.value()?);
        }
        Ok(Json::List(values))
    }

    fn fields(&mut self) -> Result<Json, Unreadable> {
        self.deeper()?;
        let mut fields = Vec::new();
        while self.goes_on(fields.is_empty(), "}")? {
            let name = self.string()?;
            self.skip_space();
            self.expect(":")?;
            fields.push((name, self.value()?));
        }
        Ok(Json::Fields(fields))
    }

    fn number(&mut self) -> Result<Json, Unreadable> {
        let start = self.at;
        self.take("-");
        let whole = self.digits();
        if whole == 0 || (whole > 1 && self.text.as_bytes()[self.at - whole] == b'0') {
            return Err(Unreadable);
        }
        let mut is_whole = true;
        if self.take(".") {
            is_whole = false;
            self.some_digits()?;
        }
        if self.take("e") || self.take("E") {
            is_whole = false;
            let _ = self.take("+") || self.take("-");
            self.some_digits()?;
        }
        let number = self.text[start..self.at].parse();
        Ok(number.ok().filter(|_| is_whole).map_or(Json::OtherNumber, Json::Whole))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    fn some_digits(&mut self) -> Result<(), Unreadable> {
        if self.digits() > 0 { Ok(()) } else { Err(Unreadable) }
    }

    fn string(&mut self) -> Result<String, Unreadable> {
        self.expect("\"")?;
        let mut string = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek().ok_or(Unreadable)?, b'"' | b'\\' | 0..b' ') {
                self.at += 1;
            }
            string.push_str(&self.text[start..self.at]);
            if self.take("\"") {
                return Ok(string);
            }
            self.expect("\\")?;
            string.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, Unreadable> {
        let byte = self.peek().ok_or(Unreadable)?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(Unreadable),
        })
    }

    /// Four digits; eight in two halves for what lies beyond the first 65,536 characters.
    fn unicode(&mut self) -> Result<char, Unreadable> {
        let first = self.code_unit()?;
        let units = match first {
            0xd800..0xdc00 => {
                self.expect("\\u")?;
                [first, self.code_unit()?]
            }
            _ => [first, 0],
        };
        char::decode_utf16(units).next().and_then(Result::ok).ok_or(Unreadable)
    }

    fn code_unit(&mut self) -> Result<u16, Unreadable> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Unreadable)?;
        // `from_str_radix` would take a sign as well.
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Unreadable);
        }
        self.at += 4;
        u16::from_str_radix(digits, 16).map_err(|_| Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The same value as a full reader of JSON finds it.
    fn of(value: Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(yes) => Json::Bool(yes),
            Value::Number(number) => number.as_i64().map_or(Json::OtherNumber, Json::Whole),
            Value::String(text) => Json::Text(text),
            Value::Array(values) => Json::List(values.into_iter().map(of).collect()),
            Value::Object(fields) => {
                Json::Fields(fields.into_iter().map(|(name, value)| (name, of(value))).collect())
            }
        }
    }

    /// Both read the same, or neither reads anything.
    #[track_caller]
    fn check(text: &str) {
        let expected = serde_json::from_str::<Value>(text).map(of).map_err(|_| Unreadable);
        assert_eq!(parse(text), expected, "{text}");
    }

    #[test]
    fn values_are_read_as_a_full_reader_reads_them() {
        for text in [
            "null",
            " true ",
            "false\n",
            "0",
            "-17",
            "9223372036854775807",
            "1.5",
            "2e3",
            "-9223372036854775808",
            "9223372036854775808",
            "1E-2",
            "\"\"",
            "[]",
            "[ 1 , [2],{} ]",
            "{}",
            r#"{"a":1,"나":{"b":[null]}}"#,
            r#"{"a" : "b" , "c":"d"}"#,
            r#""취소\n\"\\\/\b\f\r\t 사유""#,
            r#""\ud83e\uddfe 🧾 \uAC00""#,
            "\"\u{7f}\"",
        ] {
            check(text);
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            " ",
            "nul",
            "truth",
            "1 2",
            "01",
            "-",
            "+1",
            "1.",
            ".5",
            "1e",
            "0x1",
            "[1,]",
            "[,]",
            "[1",
            "[1 2]",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "\"\\ud83e\"",
            "\"\\ud83e\\u0041\"",
            "\"\\udc00\"",
            "\"\n\"",
            "<html>",
            "{}}",
            "\u{feff}{}",
            "\"\\u가\"",
        ] {
            check(text);
        }
    }

    #[test]
    fn a_tower_of_brackets_is_refused_before_the_stack_ends() {
        let tower = |height| format!("{}{}", "[".repeat(height), "]".repeat(height));
        assert!(parse(&tower(DEEPEST)).is_ok());
        assert_eq!(parse(&tower(DEEPEST + 1)), Err(Unreadable));
        assert_eq!(parse(&"[".repeat(100_000)), Err(Unreadable));
    }
}
