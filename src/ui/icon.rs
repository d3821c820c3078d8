//! Our own icons: 20 × 20, one stroke of 1.5, round ends. They decorate; the word beside or the label
//! of the button carries the meaning.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Alert,
    ArrowDown,
    ArrowUp,
    Bill,
    Book,
    Calendar,
    Check,
    ChevronDown,
    ChevronRight,
    Clock,
    Close,
    Copy,
    Differ,
    External,
    Filter,
    Flag,
    Globe,
    History,
    Info,
    Keyboard,
    Lock,
    LogOut,
    Moon,
    More,
    Payments,
    Pieces,
    Plus,
    Printer,
    Refresh,
    Rows,
    Search,
    Sun,
    System,
    Terminal,
    Undo,
    User,
}

impl Icon {
    pub const ALL: &'static [Self] = &[
        Self::Alert,
        Self::ArrowDown,
        Self::ArrowUp,
        Self::Bill,
        Self::Book,
        Self::Calendar,
        Self::Check,
        Self::ChevronDown,
        Self::ChevronRight,
        Self::Clock,
        Self::Close,
        Self::Copy,
        Self::Differ,
        Self::External,
        Self::Filter,
        Self::Flag,
        Self::Globe,
        Self::History,
        Self::Info,
        Self::Keyboard,
        Self::Lock,
        Self::LogOut,
        Self::Moon,
        Self::More,
        Self::Payments,
        Self::Pieces,
        Self::Plus,
        Self::Printer,
        Self::Refresh,
        Self::Rows,
        Self::Search,
        Self::Sun,
        Self::System,
        Self::Terminal,
        Self::Undo,
        Self::User,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M10 3.2 17.6 16.4H2.4zM10 8.2v3.6M10 14v.1",
            Self::ArrowDown => "M10 4v12M5.5 11.5 10 16l4.5-4.5",
            Self::ArrowUp => "M10 16V4M5.5 8.5 10 4l4.5 4.5",
            Self::Bill => "M3 4.8h14v10.4H3zM3.4 5.4 10 10.8l6.6-5.4",
            Self::Book => {
                "M10 5.2C8.4 4 6 3.6 3 3.8v11.4c3-.2 5.4.2 7 1.4 1.6-1.2 4-1.6 7-1.4V3.8c-3-.2-5.4.2-7 1.4zv11.4"
            }
            Self::Calendar => "M3.2 5.2h13.6v11.2H3.2zM3.2 8.8h13.6M6.8 3v3.4M13.2 3v3.4",
            Self::Check => "m4.2 10.6 3.8 3.8 7.8-8.6",
            Self::ChevronDown => "m5.6 8 4.4 4.4L14.4 8",
            Self::ChevronRight => "m8 5.6 4.4 4.4L8 14.4",
            Self::Clock => "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 6v4.2l2.8 1.8",
            Self::Close => "m5 5 10 10M15 5 5 15",
            Self::Copy => "M7.2 7.2h9.6v9.6H7.2zM12.8 7V3.2H3.2v9.6H7",
            Self::Differ => "M4 7.6h12M4 12.4h12M13 4.2 7 15.8",
            Self::External => "M8 4.2H4v11.8h11.8V12M11.4 3.2h5.4v5.4M16.6 3.4 9.4 10.6",
            Self::Filter => "M3.2 5.4h13.6M5.8 10h8.4M8.4 14.6h3.2",
            Self::Flag => "M5 17V3.6M5 4.4h10.4l-2.4 3.8 2.4 3.8H5",
            Self::Globe => {
                "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM3 10h14M10 3c4 4 4 10 0 14M10 3c-4 4-4 10 0 14"
            }
            Self::History => "M3.4 4v4h4M3.7 8a6.8 6.8 0 1 1-.4 3.4M10 6.6v3.8l2.6 1.6",
            Self::Info => "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 9.2v4.2M10 6.6v.1",
            Self::Keyboard => {
                "M2.4 5.2h15.2v9.6H2.4zM5.4 8.2v.1M8.4 8.2v.1M11.6 8.2v.1M14.6 8.2v.1M6.6 11.8h6.8"
            }
            Self::Lock => "M4.6 9h10.8v7.6H4.6zM7 9V6.2a3 3 0 0 1 6 0V9",
            Self::LogOut => "M12 4H4v12h8M8.4 10h8.2M13.8 7.2l2.8 2.8-2.8 2.8",
            Self::Moon => "M16.4 11.6A6.8 6.8 0 1 1 8.4 3.6a5.6 5.6 0 0 0 8 8z",
            Self::More => {
                "M4.4 9.5a.5.5 0 1 1 0 1 .5.5 0 0 1 0-1zM10 9.5a.5.5 0 1 1 0 1 .5.5 0 0 1 0-1zM15.6 9.5a.5.5 0 1 1 0 1 .5.5 0 0 1 0-1z"
            }
            Self::Payments => {
                "M4.4 2.8h11.2v14.4l-2.8-1.6-2.8 1.6-2.8-1.6-2.8 1.6zM7.4 7h5.2M7.4 10.6h5.2"
            }
            Self::Pieces => {
                "M3.2 3.2h5.4v5.4H3.2zM11.4 3.2h5.4v5.4h-5.4zM3.2 11.4h5.4v5.4H3.2zM11.4 11.4h5.4v5.4h-5.4z"
            }
            Self::Plus => "M10 4v12M4 10h12",
            Self::Printer => "M6 7V3.2h8V7M6 14H3.2V7h13.6v7H14M6 11.6h8v5.2H6z",
            Self::Refresh => "M16.6 4v4h-4M16.3 8a6.8 6.8 0 1 0 .4 3.4",
            Self::Rows => "M3.2 5h13.6M3.2 10h13.6M3.2 15h13.6",
            Self::Search => "M8.8 3.2a5.6 5.6 0 1 1 0 11.2 5.6 5.6 0 0 1 0-11.2zM13 13l4 4",
            Self::Sun => {
                "M10 6.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2zM10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M4.3 15.7l1.2-1.2M14.5 5.5l1.2-1.2"
            }
            Self::System => "M2.8 4h14.4v9.6H2.8zM7 16.8h6M10 13.6v3.2",
            Self::Terminal => {
                "M5.2 5.8V2.8h9.6v3M4 5.8h12v11.4H4zM6.8 8.6h6.4M7 11.6v.1M10 11.6v.1M13 11.6v.1M7 14.4v.1M10 14.4v.1M13 14.4v.1"
            }
            Self::Undo => "M7 4 3.4 7.6 7 11.2M3.6 7.6h7.8a4.4 4.4 0 0 1 0 8.8H7",
            Self::User => {
                "M10 3.4a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM3.8 17a6.2 6.2 0 0 1 12.4 0"
            }
        }
    }
}

/// Draws an icon in the colour and size of the text around it.
#[component]
pub fn Glyph(icon: Icon) -> AnyView {
    view! {
        <svg class="glyph" viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
    .into_any()
}
