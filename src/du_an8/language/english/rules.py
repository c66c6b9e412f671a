"""What each rule says in English: message and hint, as in `findings/catalogue.py`."""

_LEDGER_PERIOD = "Fill in the cell `Kỳ báo cáo:` (reporting period) at the head of the report."
_SAVE_XLSX = "Open it in Excel and save it as .xlsx."
_FIX_FORMULA = "Correct the formula in the workbook and save it again."
_COMPUTE = "Open it in Excel and save it again, so that the formula has a result."
_REAL_OR_SLIP = "Ask the province whether this was really done, or whether a number or a column was mistaken."
_WHICH = "Ask the province which number is right."
_WHOLE_OR_PARTS = "Ask the province whether the overall number or its parts are right."
_BASIS = "Ask the province how it was calculated."
_SCHEMA = "See `du-an8 schema`."
_NEAREST = "Did you mean: {nearest}?"
_QUOTE_IT = 'Put the value in quotation marks: "...".'
_ADD_TARGET = "Find the province's plan, then add the target to the file in targets/."
_DECISION = "Ask for the decision: who approved it, on what grounds, and why it equals the result."
_OWN_PERIODS = "Ask the province for the number of each period alone."
_RESEND = "Ask the province to send the file again."
_LEVELS = "Write “Xã” (commune) or “Huyện” (district) before the names, or number districts I, II and communes 1, 2."
_COLUMN_BASIS = (
    "State it in the column title: “Thực hiện trong kỳ” (in the period) or “Luỹ kế từ đầu giai đoạn” (cumulative)."
)
_OF_PLACES = "Ask the province which places are missing, counted twice or wrong."
_NOTHING_IF_SO = "Nothing to do if this is a replacement."
_TARGET_SUM = "Compare with the decision that assigned the targets"

RULES: dict[str, tuple[str, str]] = {
    # YAML as text
    "yaml-syntax.unreadable": ("The file cannot be read: {reason}.", "Check the read permission and the disk."),
    "yaml-syntax.folder": (
        "This is a folder, or not an ordinary file.",
        "Rename the folder, or put a YAML file of that name in its place.",
    ),
    "yaml-syntax.too-large": ("The file is larger than {limit} MB, so it was not read.", "The target file of a province has a few dozen lines."),
    "yaml-syntax.not-utf8": ("The file is not UTF-8 (wrong from this character on).", "Save it with the encoding UTF-8."),
    "yaml-syntax.control-character": ("There is a control character that is not allowed.", "Delete the odd character here."),
    "yaml-syntax.empty": ("The file is empty.", "Write at least: `province: Tên tỉnh` and `targets: []`."),
    "yaml-syntax.not-mapping": (
        "The file must consist of lines `key: value`.",
        "Write at least: `province: Tên tỉnh` and `targets: []`.",
    ),
    "yaml-syntax.tab": ("The line is indented with a tab, which YAML does not allow.", "Use blanks instead of the tab."),
    "yaml-syntax.odd-character": ("A value cannot begin with this character.", _QUOTE_IT),
    "yaml-syntax.colon": (
        "The colon is in the wrong place.",
        'If the text contains a colon, put all of it in quotation marks: "...".',
    ),
    "yaml-syntax.indentation": ("The indentation is wrong.", "Keys of the same level must begin in the same column."),
    "yaml-syntax.missing-colon": ("The colon after the key is missing.", "Write `key: value`."),
    "yaml-syntax.bracket": ("A square or curly bracket is not closed correctly.", "Close the bracket that was opened."),
    "yaml-syntax.quote": ("A quotation mark or bracket is opened and not closed.", "Close it before the end of the file."),
    "yaml-syntax.tag-handle": ("YAML tags (!) are not allowed.", "Remove the tag; if it is text, put it in quotation marks."),
    "yaml-syntax.other": ("This is not valid YAML.", "Look at this line and at the one just before it."),
    "yaml-syntax.alias": (
        "YAML references are not allowed (`{text}`).",
        "Write the value out; if it is text, put it in quotation marks.",
    ),
    "yaml-syntax.tag": ("YAML tags are not allowed (`{text}`).", "Remove the tag; if it is text, put it in quotation marks."),
    "yaml-syntax.second-document": (
        "The file holds more than one document (the sign `---`).",
        "One file for one province: split it into separate files.",
    ),
    "yaml-syntax.too-deep": ("More than {limit} levels of nesting; what follows is not read.", "Look at the brackets in the file."),
    "duplicate-key": ("The key `{name}` already stands in line {line}.", "Keep one of them; otherwise a value is lost."),
    "unknown-key": ("There is no key `{name}`.", _NEAREST),
    # values
    "invalid-value.missing": ("`{name:words}` is missing.", "Add `{name:words}: …`; see `du-an8 schema`."),
    "invalid-value.yes-no": (
        "`{text}` without quotation marks: YAML may take it for true/false.",
        'Write `true`, `false` or `null`; if it is text, write "{text}".',
    ),
    "invalid-value.leading-zero": (
        "`{text}`: with a leading 0, YAML will read another number.",
        'Remove the leading 0; if it is a code, write "{text}".',
    ),
    "invalid-value.clock": (
        "`{text}`: YAML reads this as a number of seconds.",
        'If it is text, write "{text}"; if it is a number, remove the colon.',
    ),
    "invalid-value.decimal-comma": ("`{text}`: in YAML decimals take a point.", "Write {point}."),
    "invalid-value.percent-sign": ("`{text}`: the unit is % already, the sign is not repeated.", "Write the number alone."),
    "invalid-value.odd-number": ("`{text}` is not a way of writing numbers that is used here.", "Write the digits together, for example 1800."),
    "invalid-value.key-not-text": ("A key must be text or a year.", "Write the key in small letters, for example `target`."),
    "invalid-value.not-number": (
        "`{name}` must be a number, it is `{text:blank}`.",
        "Write the number alone, without quotation marks or unit, for example 1800.",
    ),
    "invalid-value.negative": ("`{name}` must not be negative, it is {text}.", "Write a number that is not negative."),
    "invalid-value.not-whole": ("`{name}` must be a whole number, it is `{text:blank}`.", "Write the digits together, for example 2023."),
    "invalid-value.not-year": ("{text} is not valid for `{name}`.", "See the allowed range with `du-an8 schema`."),
    "invalid-value.not-date": ("`{name}` must be a date, it is `{text:blank}`.", "Write year-month-day: 2023-12-31."),
    "invalid-value.no-such-date": ("There is no day {text}.", "Check day and month."),
    "invalid-value.not-text": ("`{name}` must be text, it is `{text:blank}`.", 'Put it in quotation marks: "{text}".'),
    "invalid-value.empty-text": ("`{name}` is empty.", "Fill it in, or remove the line."),
    "invalid-value.not-bool": ("`{name}` must be `true` or `false`, it is `{text:blank}`.", "Write `true` or `false`."),
    "invalid-value.not-list": ("`{name}` must be a list, it is `{text:blank}`.", "One item a line, each beginning with `-`."),
    "invalid-value.not-mapping": ("`{name}` must consist of lines `key: value`, it is `{text:blank}`.", _SCHEMA),
    "invalid-value.choice": ("`{name}` does not take the value `{text:blank}`.", "Choose one of: {expected}."),
    "invalid-value.other": ("The value of `{name}` is not valid: `{text:blank}`.", _SCHEMA),
    "invalid-value.unknown-source": (
        "The source `{text}` is not declared in `sources`.",
        "Declare it in `sources`, or correct the name; there are: {known}.",
    ),
    "invalid-value.no-rule": ("There is no rule `{text}`.", _NEAREST),
    "invalid-value.year-outside-phase": ("The year {text} is outside the phase.", "Correct the year, or the first or last day of the phase."),
    "invalid-value.year-outside-target-phase": (
        "The year {text} is outside {phase}.",
        "Correct the year; if this is a target of another phase, write `phase: {other}` at the top of the file.",
    ),
    "invalid-value.day-outside-target-phase": (
        "The day {text} is outside {phase}.",
        "Correct the day; if this is a target of another phase, write `phase: {other}` at the top of the file.",
    ),
    "invalid-value.name-taken": (
        "The name “{text}” of the indicator `{name}` is already a name of `{other}`; it stands for `{other}` alone.",
        "Give one of the two indicators another name.",
    ),
    "invalid-value.indicator-twice": (
        "The indicator `{text}` has two entries; only the first is used.",
        "Merge them, or give this entry another id.",
    ),
    "invalid-value.part-taken": (
        "“{text}” is already a spelling of the part “{other}”; each spelling belongs to one part.",
        "Remove “{text}” from one of the two parts.",
    ),
    "invalid-value.unknown-part": ("This breakdown has no part “{text}”.", "The parts: {known}."),
    "invalid-value.unknown-phase": ("The programme has no phase `{text}`.", "The phases: {known}."),
    "invalid-value.not-of-phase": (
        "The indicator `{text}` does not belong to {phase}.",
        "Correct `phase` of this file, or `phases` of the indicator in `programme.yaml`.",
    ),
    "invalid-value.phases-overlap": (
        "Phase {text} begins before phase {other} has ended.",
        "Correct `start`, `end`: each day belongs to one phase only.",
    ),
    "invalid-value.phase-order": ("The phase ends before it begins.", "Correct `start` or `end`."),
    "invalid-value.threshold-order": (
        "The thresholds must be in the order `slow` ≤ `near` ≤ 1.",
        "Write for example: `near: 0.9` and `slow: 0.6`.",
    ),
    "invalid-value.baseline-of-flow": (
        "{name} counts what happens from the start of the phase, so it has no baseline.",
        "Remove `baseline`; what was done within the phase belongs in a report.",
    ),
    "invalid-value.revision-order": (
        "This revision does not come after the one before it.",
        "Put the revisions in the order of their effective dates.",
    ),
    "invalid-value.milestone-falls": (
        "The cumulative milestone {text} is below the one before it.",
        "Amounts in `milestones` are cumulative, a later one cannot be smaller; amounts of single years belong in `annual_plan`.",
    ),
    "ambiguous-number": (
        "`{text}` may be {digits} or a decimal.",
        "Write {digits} if it is a whole number; YAML has no point or comma between thousands.",
    ),
    "ambiguous-number.comma": (
        "“{text}” may be {thousands} or {decimal}; this number is not used.",
        "Enter it as a number, or the Vietnamese way: a point between thousands, a comma before decimals.",
    ),
    "ambiguous-number.fraction": (
        "{name}: {value} {unit} is not a whole number; it may be {thousand}, misread by a machine; this number is not used.",
        "Ask the province, then enter the whole number in the cell.",
    ),
    "ambiguous-number.merged": (
        "The number {value} stands in a cell merged over {count:row|rows}; it is not clear which row it belongs to; this number is not used.",
        "Split the cell and enter a number for each row.",
    ),
    "ambiguous-number.count": (
        "{name}: {value} {unit} is more than the country's population, it may be a telephone number or a code; this number is not used.",
        "Correct the number, or move telephone numbers and codes out of the table of figures.",
    ),
    "ambiguous-number.money": (
        "{name}: {value} {unit} is too large, it may be in dong; this number is not used.",
        "State the unit above the table or in the column of units.",
    ),
    "ambiguous-number.target": (
        "{value} {unit} is not a whole number; it may be {thousand}, misread.",
        "Write the digits of the whole number together, for example 1800.",
    ),
    "ambiguous-number.rate-target": (
        "{value} may be {value}% or {percent}%.",
        "Write rates in percent: 80, not 0.8.",
    ),
    "ambiguous-number.percent": (
        "{name}: {text} may be {text}% or {percent}%; this number is not used.",
        "Format the cell as a percentage, or write the sign %.",
    ),
    "unknown-province": ("There is no province “{text}”.", _NEAREST),
    "unknown-province.folder": ("The folder “{text}” is not the name of a province.", "Rename it; did you mean: {nearest}?"),
    "unknown-province.missing": (
        "The report names no province; its numbers are not used.",
        "Fill in the cell `Tỉnh:` (province) at the head of the report, or put the file in the province's folder.",
    ),
    "unknown-indicator": ("There is no indicator `{text}`.", "Did you mean: {nearest}? See `du-an8 indicators`."),
    "unknown-indicator.code": (
        "There is no indicator with the code “{text}”; {count:number|numbers} in this row {count:|is|are} not used.",
        "Did you mean: {nearest}? See `du-an8 indicators`.",
    ),
    "duplicate-target": (
        "The indicator `{text}` already stands in {where}.",
        "Keep one; if this is a revision, write it under `revisions`.",
    ),
    "duplicate-target.files": (
        "The indicator `{text}` already stands in {where}, and the two files differ; neither number is used.",
        "Keep one file, or merge the two; if this is a revision, write it under `revisions`.",
    ),
    "duplicate-target.not-applicable": (
        "The indicator `{text}` has a target and is also declared not applicable; it is taken as having a target.",
        "Remove one of the two: the entry in `targets`, or the one in `not_applicable`.",
    ),
    "duplicate-target.copy": (
        "The file is a copy of {originals} with the same content; only {originals} counts.",
        "Delete the copy.",
    ),
    "duplicate-target.copy-differs": (
        "The file is named as a copy of {originals} but differs ({differing}); only {originals} counts.",
        "See which one is right, write it into {originals} and delete the copy.",
    ),
    "plan-conflict": (
        "There are both `annual_plan` and `milestones`; neither plan is used.",
        "Keep one: the amounts of single years (`annual_plan`) or the cumulative amounts by date (`milestones`).",
    ),
    "plan-exceeds-target": (
        "The annual plans add up to {planned}, which exceeds the target of {target}.",
        "`annual_plan` is what is due WITHIN each year; cumulative amounts belong in `milestones`.",
    ),
    "plan-exceeds-target.milestone": ("The milestone {planned} exceeds the target of {target}.", "Correct the milestone or the target."),
    "plan-short": (
        "All years have a plan, but together they come to {planned} only, short of the target of {target}.",
        "Add what is missing to the annual plans.",
    ),
    "plan-short.milestone": (
        "The milestone at the end of the phase, {planned}, is short of the target of {target}; the target was used.",
        "Correct the milestone or the target.",
    ),
    "rate-out-of-range": (
        "{name}: the rate {value}% lies outside 0–100%; this number is not used.",
        "Ask the province how it is calculated.",
    ),
    "rate-out-of-range.target": ("The rate {value}% lies outside 0–100%.", "Correct the number."),
    # workbooks
    "unreadable-workbook.access": ("The file cannot be opened: {reason}.", "Check the read permission; close the file if it is open."),
    "unreadable-workbook.missing": ("There is no such file.", "Check the name of the file and of its folder."),
    "unreadable-workbook.no-file": ("This is a folder, or not an ordinary file.", "Put a workbook in its place."),
    "unreadable-workbook.empty": ("The file is empty, it has no bytes at all.", _RESEND),
    "unreadable-workbook.not-a-workbook": ("The file is not an Excel workbook, although its name says so.", _SAVE_XLSX),
    "unreadable-workbook.no-report": (
        "There is no report in the archive or message (.xlsx, .xls, .ods, .csv, .docx).",
        "Open it and look; ask the province to send what is missing.",
    ),
    "unreadable-workbook.old-format": ("The file is in the old Excel format (.xls), which this version cannot read.", _SAVE_XLSX),
    "unreadable-workbook.format": ("Files of the type {suffix} cannot be read yet; the numbers in it are not used.", _SAVE_XLSX),
    "unreadable-workbook.not-a-paper": (
        "The file is not a Word document, although its name says so.",
        "Open it in Word and choose Save As, type .docx; or send a workbook, .xlsx.",
    ),
    "unreadable-workbook.doc": (
        "An old Word file (.doc, .rtf) cannot be read; the numbers in it are not used.",
        "Open it in Word, choose Save As, type .docx, and import it again; or copy the table to Excel and save it as .xlsx.",
    ),
    "unreadable-workbook.pdf": (
        "A PDF file cannot be read; the numbers in it are not used.",
        "Ask the province for the original .docx or .xlsx; failing that, open it in Word, choose Save As, type .docx, "
        "and check every number (a scan has to be typed again).",
    ),
    "unreadable-workbook.encrypted": (
        "The file has a password.",
        "Ask the province for a copy without password or protection.",
    ),
    "unreadable-workbook.git-lfs": (
        "This is only a pointer of Git LFS; the file itself was not downloaded.",
        "Run `git lfs pull` in the data repository, then run this again.",
    ),
    "unreadable-workbook.open-quote": (
        "A quotation mark opened in this line is not closed; the rest of the line was not read, the lines after it were.",
        "Close it or delete it; or send an .xlsx file.",
    ),
    "unreadable-workbook.damaged": ("The file is damaged or cut off.", _RESEND),
    "unreadable-workbook.no-sheets": (
        "No sheet was found in the file.",
        "Open it in Excel and save it as an ordinary .xlsx (not Strict Open XML).",
    ),
    "unreadable-workbook.other": ("The file cannot be read ({reason}).", _SAVE_XLSX),
    "unsafe-workbook": (
        "The file unpacks to an unusual size, so it was not read ({reason}).",
        "Ask the province to send it again; if it is genuine, remove unneeded sheets and formats.",
    ),
    "unsafe-workbook.costly": (
        "Reading the file took more than {bound}, so it was stopped; nothing of it was read.",
        "Ask the province to send it again; if it is genuine, remove unneeded sheets and formats, or raise the limit with the variable {variable}.",
    ),
    "link-not-followed": (
        "This is a link out of the data folder ({target}), so it was not read.",
        "Copy the real file here in place of the link.",
    ),
    "link-not-followed.folder": (
        "This is a link to a folder ({target}); the files there are not read through it.",
        "Copy the real files here in place of the link.",
    ),
    "unknown-layout": (
        "No table of figures was recognised in the file; this sheet comes closest (columns recognised: {seen}; missing: {missing}); "
        "{count:number|numbers} not used.",
        "Use the standard report form: one header row with “Chỉ tiêu” (indicator) and “Luỹ kế từ đầu giai đoạn” (cumulative) or “Thực hiện trong kỳ” (in the period).",
    ),
    "unknown-layout.doubled": (
        "The columns {columns} all mean “{role:words}”; {count:number|numbers} not used.",
        "Give the columns different titles, remove the one too many, or guide the reading with a layout file (`du-an8 import --explain`).",
    ),
    "unknown-layout.no-table": (
        "The document has no table; {count:number|numbers} in its text {count:|is|are} not used: “{figures}”.",
        "Put the figures in a table (of the report form) and send it again as .docx or .xlsx.",
    ),
    "unknown-layout.empty": ("The workbook has no content.", _RESEND),
    "unknown-period": (
        "The reporting period “{text}” is not understood.",
        "Write it like: “Quý III/2023” · “9 tháng đầu năm 2023” · “Năm 2023” · “Đến hết năm 2023”.",
    ),
    "unknown-period.date-cell": (
        "The cell of the reporting period holds the date {text}, not a period.",
        "Excel may have turned “6/2023” into a date: write “Tháng 6/2023” again.",
    ),
    "unknown-period.missing": (
        "The report states no reporting period and no date of its figures; its numbers are not used.",
        "Fill in the cell `Kỳ báo cáo:` (reporting period) or `Số liệu đến ngày:` (figures as of) at the head of the report.",
    ),
    "unknown-period.bad-date": (
        "The date of the figures “{text}” is not understood; the numbers of the report are not used.",
        "Write day/month/year: 31/12/2023.",
    ),
    "unknown-period.before-start": (
        "The date of the figures, {day}, is before the first day of the reporting period; the numbers of the report are not used.",
        "Correct the reporting period or the date of the figures.",
    ),
    "unknown-period.bad-report-date": ("The date of the report “{text}” is not understood.", "Write day/month/year: 10/01/2024."),
    "unknown-period.in-period": (
        "{name}: there is a result “in the period”, but the report states no period; this number is not used.",
        _LEDGER_PERIOD,
    ),
    "identity-mismatch.file-name": (
        "The file is named “{name}” but states the province {text}; it was counted for {text}.",
        "Rename the file, or correct `province`.",
    ),
    "identity-mismatch.folder": (
        "The report states the province {name} but lies in the folder “{folder}”; it was counted for {name}.",
        "Move the file to the right folder, or correct the cell `Tỉnh` (province).",
    ),
    "identity-mismatch.period": (
        "The report states the period “{text}”, but the file is named “{name}”; the period in the report was used.",
        "Rename the file, or correct the cell `Kỳ báo cáo` (reporting period).",
    ),
    "identity-mismatch.place": (
        "The sheet “{name}” has a title that says {text}; it was counted for {text}.",
        "Rename the sheet, or correct the title.",
    ),
    "identity-mismatch.place-unread": (
        "The title says “{text}”: it is not clear which district or commune that is; the numbers of the table are not used.",
        "Fill in the cell `Huyện:` (district) or `Xã:` (commune) at the head of the report; if the numbers are the whole province's, correct the title.",
    ),
    "identity-mismatch.title": (
        "The title of the report says “{title}”, its head “{text}”; the head was used.",
        "Correct what is wrong: the title or the head of the report.",
    ),
    "identity-mismatch.era": (
        "Figures as of {day} of {name}, which had by then been merged into {into}; they are kept for the former area.",
        "If they are the new province's, correct the cell `Tỉnh` (province).",
    ),
    "identity-mismatch.column": (
        "The column “{text}” speaks of another time than the head of the report (figures as of {day}); the numbers in the column are not used.",
        "Correct the column title or the head of the report; one report for each period.",
    ),
    "identity-mismatch.date-after-period": (
        "Figures as of {day}, after the last day of the reporting period ({last}); they were counted as of {day}.",
        "Correct the reporting period or the date of the figures.",
    ),
    "identity-mismatch.sent-before": (
        "The date of the report, {sent}, is before the date of its figures, {day}.",
        "Correct one of the two dates.",
    ),
    "identity-mismatch.era-folder": (
        "Since 1 July 2025 there is no province {text}; the target was counted for the former area.",
        "Move the file up to the folder targets/, or correct `province`.",
    ),
    "identity-mismatch.indicator": (
        "The code “{id}” and the name “{name}” are two different indicators; the numbers in this row are not used.",
        "Correct the code or the name of the indicator.",
    ),
    "error-cell": ("{name}: the cell shows the error {text}, not a number.", _FIX_FORMULA),
    "error-cell.outside": ("The cell shows the error {text}.", _FIX_FORMULA),
    "formula-without-value": ("{name}: the formula {text} was not computed, so there is no number.", _COMPUTE),
    "formula-without-value.outside": ("The formula {text} was not computed, so there is no number.", _COMPUTE),
    "withdrawn-number": (
        "{name}: the number {text} is struck through, so it is not used.",
        "Ask the province: if it was withdrawn, delete it from the cell; if it is right, remove the strikethrough.",
    ),
    "shown-differently": (
        "{name}: the cell holds the number {text} but the sheet shows “{shown:words}”; this number is not used.",
        "Ask the province which one is right, then set the number format of the cell back to normal.",
    ),
    "shown-differently.hidden": (
        "{name}: the cell holds the number {text} but its format hides it; this number is not used.",
        "Ask the province; if it is a figure, set the number format of the cell back to normal.",
    ),
    "shown-differently.zeros": (
        "The sheet “{name}” has {count:zero|zeros} that the sheet does not show; read as blank.",
        "If it really is 0, let it be shown (format #,##0); if there is no figure yet, delete it.",
    ),
    "uncomputed-zero": (
        "{name}: the 0 of the formula {text} is no result (not computed, or it only refers to empty cells); this number is not used.",
        "Fill in the cells that the formula refers to, open it in Excel and save it again; if it really is 0, enter 0 itself.",
    ),
    "assumed-phase": (
        "The target file states no phase; it was taken as {phase}.",
        "Add this line at the top of the file: `phase: {id}`",
    ),
    "catalogue-carried-over": (
        "There is no list of indicators for {phase} yet; that of {other} is used for the time being.",
        "When there is a new one, write it in `data/programme.yaml`: the item `phases` with `id: {id}`, and `phases: [{id}]` at the new indicators.",
    ),
    "opening-unknown": (
        "{name}: the level at the start of {phase} is not known; the plan is counted from 0.",
        "Add the report of the number existing at the end of the phase before, or write `baseline` at this target.",
    ),
    "spans-phases": (
        "{name}: the running total from {start} to {end} lies in two phases; this number is not used.",
        "Ask the province for the number of {phase} alone.",
    ),
    "outside-phase.indicator": (
        "{name}: this indicator does not belong to {phase}; this number is not used.",
        "Check the reporting period, or `phases` of the indicator in `programme.yaml`.",
    ),
    "outside-phase": (
        "The figures begin on {day}, before {phase}; the numbers of the report are not used.",
        "Check the reporting period.",
    ),
    "outside-phase.future": (
        "Figures as of {day}, after today ({today}).",
        "Check the reporting period or the date of the figures; it may be a plan or an estimate.",
    ),
    "outside-phase.sent-later": (
        "The date of the report is {sent}, after today ({today}); until then this report does not count.",
        "Check the cell `Ngày báo cáo` (date of report); usually the year or month was mistyped.",
    ),
    "after-phase": ("Figures as of {day}, after {phase}: read as the final results of the phase.", "Nothing to do if that is so."),
    "unit-mismatch": (
        "{name}: the report states the unit “{found}”, the indicator is counted in “{unit:words}”; the numbers in this row are not used.",
        "Ask the province, then correct the unit or the numbers.",
    ),
    "unit-mismatch.column": (
        "{name}: the report states the unit “{found}”, the indicator is counted in “{unit:words}”; the numbers in this column are not used.",
        "Ask the province, then correct the unit or the numbers.",
    ),
    "unit-mismatch.in-cell": (
        "{name}: the cell says “{text}”, the indicator is counted in “{unit:words}”; this number is not used.",
        "Ask the province, then correct the unit or the number.",
    ),
    "unit-mismatch.percent": (
        "{name}: the cell says “{text}”, the indicator is counted in “{unit:words}”; this number is not used.",
        "A percentage belongs in the column `Tỷ lệ %`.",
    ),
    "negative-figure": ("{name}: a negative number ({value}); this number is not used.", "Ask the province."),
    "not-a-number": (
        "{name}: “{text}” is not a number; no figure was taken from this cell.",
        "Enter a number in the cell, remarks in the column `Ghi chú` (remarks).",
    ),
    "not-a-number.date": ("{name}: this cell is the date {text}, not a number.", "The number may have been turned into a date: enter it again."),
    "not-a-number.half-fraction": ("{name}: only a numerator or a denominator, so no rate can be computed.", "Enter both."),
    "not-a-number.zero-denominator": ("{name}: the denominator is 0, so there is no rate.", "Correct the denominator, or leave both cells blank."),
    "unmatched-row": (
        "The indicator “{text}” is not recognised; {count:number|numbers} in this row {count:|is|are} not used.",
        "Enter its code in the column `Mã`; or, if it is “{nearest:words}”, add it to `indicators` in data/programme.yaml: {entry}",
    ),
    "unmatched-row.place": (
        "“{text}”: it is not clear which place this row is about; {count:number|numbers} there {count:|is|are} not used.",
        "State the district or commune (or the whole province) in the section title or in the column of places.",
    ),
    "unmatched-row.to-come": (
        "“{text}” stands under “{section}”, so it is no result; {count:number|numbers} in this row {count:|is|are} not used.",
        "If it is a result, rename the section; a plan belongs in the target file.",
    ),
    "unmatched-number": (
        "{count:number|numbers} {count:|belongs|belong} to no row or column of the table: {values}.",
        "Look at these cells; if they are figures, put them in the table.",
    ),
    "unmatched-number.column": (
        "It is not clear what the column “{text}” is about; {count:number|numbers} in it {count:|is|are} not used.",
        "Title the column as in the report form, or guide the reading with a layout file (see `du-an8 import --explain`).",
    ),
    "unmatched-number.comparison": (
        "The column “{text}” compares with numbers that are not in the table; {count:percentage|percentages} could not be checked.",
        "If it is to be checked, put the numbers compared with in the table, too.",
    ),
    "unmatched-number.unplaced": (
        "{count:number|numbers} on the sheet “{sheet}” {count:|is|are} not used, because the province or the time is not clear.",
        "Correct the head of the report as the errors say.",
    ),
    "hidden-content": ("The sheet “{name}” is hidden ({count:number|numbers}); it was read all the same.", "Ask the province why it is hidden."),
    "hidden-content.part": (
        "The sheet “{name}” has hidden rows or columns (rows: {rows}; columns: {columns}; {count:number|numbers}); they were read all the same.",
        "Ask the province why they are hidden.",
    ),
    "note-on-number": (
        "This cell has a note: “{text}”; the number in it was read as usual.",
        "Read the note; if it corrects the number, ask the province to enter the right one in the cell.",
    ),
    "note-on-number.more": (
        "The sheet “{name}” has {count:more number cell|more number cells} with a note.",
        "Open the file and read the notes; where one corrects a number, ask the province to enter the right one in the cell.",
    ),
    "file-set-aside": ("The file is not a workbook, so it was not read.", "If it holds figures, ask for them as .xlsx."),
    "file-set-aside.pdf": (
        "A PDF file, so it was not read.",
        "If it holds figures, ask for the original .docx or .xlsx; failing that, open it in Word, choose Save As, "
        "type .docx, and check every number.",
    ),
    "file-set-aside.no-table": (
        "The document has no table, and no figures in its text.",
        "If it has an annex with tables of figures, ask the province for it.",
    ),
    "text-not-read": (
        "{count:number|numbers} in the text outside the tables {count:|was|were} not read: “{figures}”.",
        "Put in a table whatever is needed and is not in one yet.",
    ),
    "text-not-read.nested": (
        "This cell holds a table of its own; {count:number|numbers} in it {count:|was|were} not read separately: “{figures}”.",
        "Move the inner table out of the larger one.",
    ),
    "explanation-unmatched": (
        "The province explained: “{text}”, to the point: “{point}” ({place}); this point is not raised now.",
        "For information; the point may have been corrected, or be raised in other words now.",
    ),
    "explanation-unmatched.more": (
        "The sheet “{sheet}” has {count:more answer|more answers} of the province, to points that are not raised now.",
        "Open the file and read them.",
    ),
    "explanation-unmatched.alone": (
        "The province added to the sheet “{sheet}”, in the row of no point: “{text}”.",
        "Read which point it answers.",
    ),
    "sheet-set-aside": (
        "The sheet “{name}” is not a table of indicators; it was set aside ({count:number|numbers}).",
        "If it holds figures that are needed, put them on the sheet “Báo cáo” (report).",
    ),
    "sheet-set-aside.to-come": (
        "The sheet “{name}” is a plan, a demand or an allocation, not results; it was set aside ({count:number|numbers}).",
        "If they are results, write “Kết quả thực hiện” (results) in the title of the table.",
    ),
    "sheet-set-aside.table-to-come": (
        "The table below the line “{text}” speaks of what is still to come and is no result; it was set aside ({count:number|numbers}).",
        "If it is a result, write “Kết quả” and the time in that line.",
    ),
    "sheet-set-aside.table-compared": (
        "The table below the line “{text}” holds figures to compare with, not those of the reporting period; it was set aside ({count:number|numbers}).",
        "If it is a result, write “Kết quả” and the time in that line.",
    ),
    "sheet-set-aside.other-programme": (
        "The table below the line “{text}” is about another project or programme; it was set aside ({count:number|numbers}).",
        "If the numbers are of this programme, write its name in the title of the table.",
    ),
    "assumed-basis.file-name": (
        "The report states no period; it was taken from the file name “{name}”.",
        _LEDGER_PERIOD,
    ),
    "sheet-set-aside.estimates": (
        "The column “{text}” holds estimates, not results; it was set aside ({count:number|numbers}).",
        "If they were achieved, write “Kết quả” (result) or “Thực hiện” (achieved) in the titles of table and column.",
    ),
    "sheet-set-aside.earlier": (
        "The column “{text}” is about the time before the phase; it was set aside ({count:number|numbers}).",
        "Nothing to do if the column is for comparison only.",
    ),
    "assumed-basis.cumulative": (
        "The column “{text}” does not say whether it is in the period or cumulative; it was read as cumulative.",
        _COLUMN_BASIS,
    ),
    "assumed-basis.in-period": (
        "The column “{text}” does not say whether it is in the period or cumulative; it was read as in the period.",
        _COLUMN_BASIS,
    ),
    "assumed-basis.parts": (
        "{name}: no overall figure is stated; {value} is the sum of the {count:part|parts} that are ({parts}).",
        "If the parts do not make up the whole, enter the overall number in the row of the indicator.",
    ),
    "assumed-basis.open-start": (
        "{name}: the reporting period begins with the phase, so the number “in the period” was read as cumulative.",
        "State the reporting period, or enter the number in the cumulative column.",
    ),
    "assumed-basis.percentage": (
        "{name}: there is only a percentage column, read as the level reached.",
        "Enter the rate in the cumulative column, or enter numerator and denominator.",
    ),
    # reports among themselves and against targets
    "conflicting-reports": (
        "{name}: the reports for {day} state different numbers ({values}), and it is not clear which came later; none is used.",
        "Fill in the cell `Ngày báo cáo` (date of report), so that it is known which replaces which, or remove the wrong one.",
    ),
    "superseded-report": (
        "{name}: figure as of {day}: {value} replaces {other} of an earlier report ({where}).",
        _NOTHING_IF_SO,
    ),
    "superseded-report.places": (
        "{name}: figures as of {day} of {count:place|places} from the later report: {changes:figures}.",
        _NOTHING_IF_SO,
    ),
    "cumulative-decreased": (
        "{name}: the cumulative figure falls: from {other} ({other_day}) to {value} ({day}).",
        "What has happened and been added up cannot fall: ask the province which number is right.",
    ),
    "stock-decreased": (
        "{name}: the existing number falls: from {other} ({other_day}) to {value} ({day}).",
        "Ask the province why: dissolved, merged, or counted anew?",
    ),
    "period-sum-mismatch": (
        "{name}: the figure as of {day} is {whole}, but what was reported ({parts:+}) adds up to {sum}.",
        _WHICH,
    ),
    "period-sum-mismatch.one": (
        "{name}: the figure as of {day} is {whole}, which does not agree with {sum} in the period.",
        _WHICH,
    ),
    "period-gap": (
        "{name}: there is no report for {spans:period}; {value} is a minimum only.",
        "Ask the province for the missing report, or for the cumulative figure to date.",
    ),
    "period-gap.between": (
        "There is no report for {span:period}, between {before:period} and {after:period}.",
        "Ask the province for the missing report.",
    ),
    "evidence-missing": (
        "{name}: the evidence file “{file}” is not there (looked for in {where}).",
        "Copy the file to that folder, or correct its name. Links out of the folder are not followed; "
        "where there is paper only, write the number and date of the document instead of a file name.",
    ),
    "late-report": (
        "The report of figures as of {day} was sent on {sent}, after {late:day|days} (due within {grace:day|days}).",
        "Nothing to do; for information, to remind the province to send earlier.",
    ),
    "claim-mismatch": (
        "{name}: the province states {claim}%, recomputed it is {recomputed}% ({value}/{base}).",
        _BASIS,
    ),
    "claim-mismatch.row": (
        "{name}: the table states {claim}%, recomputed from the same row it is {recomputed}% ({value}/{base}).",
        _BASIS,
    ),
    "total-mismatch": (
        "{name}: the total row or column states {whole}, the sum of {count:place|places} in the table is {sum}; the total was used.",
        _OF_PLACES,
    ),
    "total-mismatch.missing": (
        "{name}: the total row or column states {whole}, the sum of {count:place|places} in the table is {sum}, without: {missing}; the total was used.",
        "Ask the province for the numbers of the places that are not in the table.",
    ),
    "total-mismatch.by-sums": (
        "The row “{text}” and the other larger ones equal exactly the sums of the rows below them; they were taken as districts with their communes and not added twice.",
        _LEVELS,
    ),
    "total-mismatch.levels": (
        "It is not clear whether the names below “{text}” are communes of that district or other districts; they were taken as equals, and all added.",
        _LEVELS,
    ),
    "detail-mismatch": (
        "{name}: the overall figure is {whole}, the sum of {count:place|places} is {sum}; the overall figure was used.",
        _OF_PLACES,
    ),
    "detail-mismatch.missing": (
        "{name}: the overall figure is {whole}, the sum of {count:place|places} is {sum}, with no number for: {missing}; the overall figure was used.",
        "Ask for the numbers of the missing places to reconcile.",
    ),
    "detail-mismatch.total": (
        "{name}: the summary table states {whole}, the total row of the detailed table {sum}; the summary table was used.",
        _WHICH,
    ),
    "duplicate-area": (
        "{name}: “{place}” has two rows in one table, both with {values}; it was counted once.",
        "Ask the province whether it is one place entered twice or two places; if two, give them different names.",
    ),
    "duplicate-area.different": (
        "{name}: “{place}” has two rows in one table, with different numbers ({values}); neither is used.",
        "Ask the province which number is right, or whether they are two places.",
    ),
    "duplicate-area.indicator": (
        "{name} has {count:row|rows} with the same {value} in one table; it was counted once.",
        "Ask the province whether it is one number repeated, or one for each place or period; if several, state the place or period of each.",
    ),
    "duplicate-area.expected": ("“{name}” already stands in {where}.", "Keep one."),
    "coverage-gap": (
        "{name}: the places add up to {value} as of {day}, with no number for: {missing}; this is a minimum only.",
        "Ask for the reports of the missing places, or for the overall figure of the province.",
    ),
    "coverage-gap.unknown": (
        "{name}: the sum of the separate reports of {count:place|places} is {value} as of {day}; it is not known who else must report, so this is a minimum only.",
        "List the places that must report in `areas` of the target file, or ask for the overall figure of the province.",
    ),
    "coverage-gap.rates": (
        "{name}: there are rates of {count:place|places}, but none states its denominator, so the rate of the province is not known.",
        "Ask the province for the overall rate, or for numerator and denominator of each place.",
    ),
    "coverage-gap.unplaced": (
        "{name}: “{place}” states {value}, but it is not clear which district it belongs to; it was not added to the figure of the province.",
        "State the district of this commune in the report.",
    ),
    "coverage-gap.parts": (
        "{name}: the report as of {day} states only the part {parts} and no overall figure; it is not counted.",
        "Ask for the overall figure; if that part is the overall figure, add the name of the row to the `aliases` of the indicator.",
    ),
    "rolled-up": (
        "{name}: the report has no overall figure of the province; {value} as of {day} is the sum of {count:cell|cells} of its places.",
        "If the province has an overall figure, ask to have it in the report for reconciliation.",
    ),
    "parts-mismatch": (
        "{name}: the overall figure is {whole}, its parts add up to {sum}; the overall figure was used.",
        _WHOLE_OR_PARTS,
    ),
    "parts-mismatch.one-alone": (
        "{name}: the overall figure {whole} equals exactly the part “{part}”; the part “{other}” ({rest}) seems to be left out; the overall figure was used.",
        "Ask the province which parts the overall figure includes.",
    ),
    "parts-mismatch.larger": (
        "{name}: the part “{part}” is {value}, more than the overall figure {whole}; the overall figure was used.",
        _WHOLE_OR_PARTS,
    ),
    "plan-mismatch": (
        "{name}: the report states a plan for the phase of {stated}, the target on file is {on_file} ({where}).",
        "Ask the province: was the target revised? If there is a decision, write it under `revisions`.",
    ),
    "plan-mismatch.year": (
        "{name}: the report states a plan for {year} of {stated}, on file it is {on_file} ({where}).",
        "Ask the province which plan is in force.",
    ),
    "target-lowered-to-result": (
        "{name}: from {day} the target was lowered from {before} to {after}, exactly what had been achieved (by {observed}).",
        _DECISION,
    ),
    "target-lowered-to-result.eased": (
        "{name}: from {day} the level to be brought down to was eased from {before} to {after}, exactly what stood then (by {observed}).",
        _DECISION,
    ),
    "plan-from-result": (
        "{name}: the plan of {amount} by {day} is only what remains of the target of {target} and equals exactly what was done, "
        "so it does not prove that the province is on track.",
        "Find the annual plan as it was first approved.",
    ),
    "result-without-target": ("{name}: there is a result ({value} {unit:of value}), but no target on file.", _ADD_TARGET),
    "result-without-target.no-figure": (
        "{name}: there is a report, the result is not clear, and there is no target on file.",
        _ADD_TARGET,
    ),
    "result-without-target.plan-stated": (
        "{name}: there is a result ({value} {unit:of value}), but no target on file; the report states a plan of {stated}.",
        "Compare with the province's plan, then add the target to the file in targets/.",
    ),
    "not-applicable-reported": (
        "{name}: declared not applicable (“{reason}”), but a report has {value} {unit:of value}; this number is not assessed.",
        "Ask the province: if it is done, remove the entry in `not_applicable` and enter the target; if not, what is this number?",
    ),
    "not-applicable-reported.plan": (
        "{name}: declared not applicable (“{reason}”), but a report states a plan of {value} {unit:of value}.",
        "Ask the province: if it has a target, remove the entry in `not_applicable` and enter the target.",
    ),
    "parts-mismatch.indicators": ("{name}: stated as {whole}, {parts} add up to {sum}.", _WHOLE_OR_PARTS),
    "parts-mismatch.indicators-above": ("{name}: stated as {whole}, less than {parts} alone ({sum}).", _WHOLE_OR_PARTS),
    # figures that can hardly be
    "repeated-figure": (
        "{name}: {count} periods in a row with the same number {value} (from the period to {first} until the one to {last}); perhaps copied from the period before.",
        _OWN_PERIODS,
    ),
    "repeated-figure.column": (
        "Period to {day}: all {count} numbers are the same as in the period to {other_day} ({figures:figures}); perhaps the whole column was copied.",
        "Ask the province for the numbers of each period alone, and for the list of events of the later one.",
    ),
    "repeated-figure.place": (
        "Figures as of {day}: all {count} numbers are the same as those of {place} ({figures:figures}); perhaps one report was copied from the other.",
        "Ask both provinces for their own numbers.",
    ),
    "sudden-jump": (
        "{name}: from {before} ({other_day}) to {after} ({day}), an increase of {growth} in one report, "
        "more than the {left} that remained of the target of {target}.",
        "Ask the province whether this was really done, or counted anew, or counted twice.",
    ),
    "sudden-jump.history": (
        "{name}: from {before} ({other_day}) to {after} ({day}), an increase of {growth}; "
        "the largest before was {most} (by {most_day}), and the plan does not explain it.",
        _REAL_OR_SLIP,
    ),
    "sudden-jump.history-slip": (
        "{name}: from {before} ({other_day}) to {after} ({day}), an increase of {growth}; "
        "the largest before was {most} (by {most_day}). Mistyped for {guess}, it would fit the pace before.",
        "Ask the province for the right number, and whether it is {guess}.",
    ),
    "sudden-jump.period": (
        "{name}: the period to {day} states {after}, the one before ({other_day}) {before}; "
        "the largest until then was {most} (to {most_day}), and the plan does not explain it.",
        _REAL_OR_SLIP,
    ),
    "sudden-jump.period-slip": (
        "{name}: the period to {day} states {after}, the one before ({other_day}) {before}; "
        "the largest until then was {most} (to {most_day}). Mistyped for {guess}, it would fit the periods before.",
        "Ask the province for the right number, and whether it is {guess}.",
    ),
    "sudden-jump.running-total": (
        "{name}: the period to {day} states {value}, the sum of the periods before ({sum}) and an ordinary period; "
        "perhaps a cumulative figure in the column of the period.",
        "Ask the province for the number of that period alone.",
    ),
    "sudden-jump.year": (
        "{name}: the figure as of {day} is {value}, the same as the year, while the one before ({other_day}) was {before}; "
        "perhaps the year was typed in the cell.",
        "Ask the province for the right number.",
    ),
    "sudden-jump.year-first": (
        "{name}: the figure as of {day} is {value}, the same as the year, while the target is {target}; perhaps the year was typed in the cell.",
        "Ask the province for the right number.",
    ),
    "sudden-jump.rate": (
        "{name}: from {before}% ({other_day}) to {after}% ({day}), while the ones before were nearly the same.",
        "Ask for numerator and denominator of both.",
    ),
    "members-per-team": (
        "{name}: {people:person|people} in {count} {unit:of count}, {mean} on average; usually between {low} and {high}.",
        "Ask for the list of members, or which number is mistaken.",
    ),
    "participants-below-events": (
        "{name}: {people:person|people}, fewer than {count} {unit:of count}.",
        "Ask the province whether a row or column was mistaken.",
    ),
    "uniform-rate": (
        "{name}: all {count} places state the same {value}%; perhaps one number was copied.",
        "Ask for numerator and denominator of each place.",
    ),
    # decisions
    "decision-unmatched": (
        "The decision about `{rule}` no longer matches any finding.",
        "Check the file, cell, province or indicator named in it; if the finding is gone, delete the decision.",
    ),
    "decision-unmatched.expired": (
        "The decision about `{rule}` expired on {until}: the finding is back.",
        "Look again; if nothing has changed, extend `until` or decide anew.",
    ),
    "decision-unmatched.changed": (
        "The decision about `{rule}` rested on the numbers {before:figures}, which are now {now:figures}: the finding is back.",
        "Look again at the new numbers, then decide anew with `du-an8 decide`.",
    ),
    # several provinces together
    "merge-incomplete": (
        "{name}: {value} is the figure of the whole new province, but there is no target on file for {places}; completion cannot be computed.",
        "Find the targets of those areas, or that of the new province, and enter them in targets/.",
    ),
    "merge-incomplete.levels": (
        "{name}: the former provinces ({places}) have different target levels, so {value}% of the whole new province cannot be compared.",
        "Find the target level of the new province, then enter it in targets/2025/.",
    ),
    "merge-incomplete.before": (
        "{name}: of the former provinces only {value} by {day} is known (the report of a province or of a period is missing); {total} of the new province is a minimum only.",
        "Ask the new province for the cumulative figure of its whole area since the start of the phase.",
    ),
    "merge-mismatch.target": (
        "{name}: the target of the new province is {value}, the sum of the targets of {count:former province|former provinces} is {sum}; the new province's was used.",
        "Ask the province whether targets were assigned anew or are incomplete, and by which decision.",
    ),
    "merge-mismatch.figure": (
        "{name}: the new province reports {value} as of {day}, less than the {sum} of {count:former province|former provinces}; the new province's figure was used.",
        "Ask the province which area is not counted, or why it fell.",
    ),
    "national-sum-mismatch": (
        "{name}: the national target is {value}, the sum of the targets of {count:province|provinces} is {sum}.",
        f"{_TARGET_SUM} to the provinces; enter those that are missing.",
    ),
    "national-sum-mismatch.result": (
        "{name}: the central level reports {value} nationwide as of {day}, the sum of the figures of {count:province|provinces} is already {sum}; the central figure was used.",
        "Ask the central agency which provinces its figure includes, and up to which day.",
    ),
    "target-sum-mismatch": (
        "{name}: the target of the province is {value}, the sum of the targets of {count:district or commune|districts and communes} is {sum}.",
        f"{_TARGET_SUM}; correct the number of the province or of its districts and communes in `areas`.",
    ),
    "target-sum-mismatch.place": (
        "{name}: the target of {place} is {value}, the sum of the targets of {count:commune|communes} in it is {sum}.",
        f"{_TARGET_SUM}; correct the number of the district or of its communes in `areas`.",
    ),
    "stale-report": (
        "The latest figures about the indicators are of {day}, {age:day|days} ago.",
        "Ask the province for new figures.",
    ),
}  # fmt: skip
