% How terms are read and written: each line is a text and how it is written.
% expect: 190 checks
:- initialization(main).
:- op(700, xfx, ===>).
:- op(200, xfy, &).
:- op(900, fy, not).
:- op(700, xfx, eq).
:- op(700, xf, isnt).
:- op(700, fx, are).
:- op(100, yf, ??).
main :- nb_setval(checks, 0), c(Text, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Text, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Text, Expected) :- with_output_to(string(Result), run(Text)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Text, Result, Expected]) ).
% How a text is written again: quoted, without operators, unquoted; or why it is no term.
run(Text) :- catch(read_all(Text, Term), error(syntax_error(Why), _), ( write('error '), writeq(Why) )), ( var(Why) -> show(Term) ; true ).
read_all(Text, Term) :- term_string(Term, Text).
show(Term) :-
    term_variables(Term, Vs), names(Vs, 0, Names),
    write_term(Term, [quoted(true), numbervars(true), variable_names(Names)]), write('   '),
    write_term(Term, [quoted(true), ignore_ops(true), variable_names(Names)]), write('   '),
    write_term(Term, [numbervars(true), variable_names(Names)]),
    % What was written quoted reads as the same term.
    with_output_to(string(S), write_term(Term, [quoted(true), ignore_ops(true)])), term_string(Again, S), ( Again =@= Term -> true ; write('   reads differently') ).
names([], _, []).
names([V|Vs], N, [A=V|Bs]) :- atom_concat('V', N, A), M is N + 1, names(Vs, M, Bs).

c("1 00", "error operator_expected").
c("1 000", "1000   1000   1000").
c("1 0000", "error operator_expected").
c("1 2", "error operator_expected").
c("12345 678", "error operator_expected").
c("1 000 00", "error operator_expected").
c("1 000 000", "1000000   1000000   1000000").
c("1_0", "10   10   10").
c("1_000_", "error operator_expected").
c("1 _000", "error operator_expected").
c("1  000", "error operator_expected").
c("0x1F_FF", "8191   8191   8191").
c("0xF F", "error operator_expected").
c("2'1_0", "error operator_expected").
c("1 000.5", "error operator_expected").
c("1_000.5", "1000.5   1000.5   1000.5").
c("1.5_5", "error operator_expected").
c("1.0Inf", "1.0Inf   1.0Inf   1.0Inf").
c("1.5NaN", "1.5NaN   1.5NaN   1.5NaN").
c("1Inf", "error operator_expected").
c("1.0e", "error operator_expected").
c("1.0ex", "error operator_expected").
c("1.0e10x", "error operator_expected").
c("1e", "error operator_expected").
c("1e5", "100000.0   100000.0   100000.0").
c("1r3", "1r3   1r3   1r3").
c("2r6", "1r3   1r3   1r3").
c("1R3", "error operator_expected").
c("-1r3", "-1r3   -1r3   -1r3").
c("1r0", "error illegal_number").
c("1r-3", "error operator_expected").
c("1.5r3", "error operator_expected").
c("0'\\e", "27   27   27").
c("0'\\z", "error illegal_number").
c("0'''x", "error operator_expected").
c("0''x", "error operator_expected").
c("0'\\", "error illegal_number").
c("0''", "39   39   39").
c("a:b:c", "a:b:c   :(a,:(b,c))   a:b:c").
c("X = '.'(a,[])", "V0=[a]   =(V0,[a])   V0=[a]").
c("[H|T]", "[V0|V1]   [V0|V1]   [V0|V1]").
c("- 1", "-1   -1   -1").
c("-  a", "-a   -(a)   -a").
c("-(1)^2", "(- (1))^2   ^(-(1),2)   (- (1))^2").
c("-(1)", "- (1)   -(1)   - (1)").
c("-a^2", "-a^2   -(^(a,2))   -a^2").
c("- (a)", "-a   -(a)   -a").
c("'\\x41'", "'A'   'A'   A").
c("'\\x41\\\\'", "error end_of_file_in_quoted('\\'')").
c("'\\8'", "error undefined_char_escape('8')").
c("'\\400\\'", "'Ā'   'Ā'   Ā").
c("'\\q'", "error undefined_char_escape(q)").
c("\"a\"\"b\"", "\"a\\\"b\"   \"a\\\"b\"   a\"b").
c("`a`", "[97]   [97]   [97]").
c("a.b", "error operator_expected").
c("p :- q.", "p:-q   :-(p,q)   p:-q").
c("{}", "{}   {}   {}").
c("{ }", "{}   {}   {}").
c("[ ]", "[]   []   []").
c("'{}'", "{}   {}   {}").
c("'[]'", "[]   []   []").
c("f ()", "error operator_expected").
c("f()", "error cannot_start_term").
c("[](a)", "[](a)   [](a)   [](a)").
c("[](a)(b)", "error operator_expected").
c("a(b)(c)", "error operator_expected").
c("{a}(b)", "error operator_expected").
c("[a](b)", "error operator_expected").
c("'a'(b)", "a(b)   a(b)   a(b)").
c("\"a\"(b)", "error operator_expected").
c("!(a)", "!(a)   !(a)   !(a)").
c("|(a,b)", "error quoted_punctuation").
c("','(a,b)", "a,b   ','(a,b)   a,b").
c("a , b", "a,b   ','(a,b)   a,b").
c("a | b", "a|b   '|'(a,b)   a|b").
c("[a|b|c]", "error list_rest").
c("(a , )", "error cannot_start_term").
c("(,)", "error quoted_punctuation").
c("(|)", "error quoted_punctuation").
c("f(,)", "error quoted_punctuation").
c("f(|)", "error quoted_punctuation").
c("f(;)", "f(;)   f(;)   f(;)").
c("f(;,;)", "f(;,;)   f(;,;)   f(;,;)").
c("f(:-,:-)", "f(:-,:-)   f(:-,:-)   f(:-,:-)").
c("[,]", "error quoted_punctuation").
c("[|]", "error quoted_punctuation").
c("[a|]", "error cannot_start_term").
c("[|a]", "error quoted_punctuation").
c("{,}", "error quoted_punctuation").
c("{|}", "error quoted_punctuation").
c("[- | -]", "[-|-]   [-|-]   [-|-]").
c("- (-)", "- (-)   -(-)   - (-)").
c("-(-)", "- (-)   -(-)   - (-)").
c("- - -", "- - (-)   -(-(-))   - - (-)").
c("* * *", "(*)*(*)   *(*,*)   (*)*(*)").
c("* *", "error end_of_clause").
c("*", "*   *   *").
c("(*) * (*)", "(*)*(*)   *(*,*)   (*)*(*)").
c("- * -", "(-)*(-)   *(-,-)   (-)*(-)").
c(":- :- :-", "error operator_clash").
c("f(:- :- a)", "error operator_clash").
c("\\+ \\+ a", "\\+ \\+a   \\+(\\+(a))   \\+ \\+a").
c("\\ - a", "\\ -a   \\(-(a))   \\ -a").
c("- \\ a", "- \\a   -(\\(a))   - \\a").
c(":- dynamic a", ":-dynamic a   :-(dynamic(a))   :-dynamic a").
c(":- dynamic a, b", ":-dynamic a,b   :-(dynamic(','(a,b)))   :-dynamic a,b").
c("dynamic :- a", "error operator_clash").
c("dynamic a :- b", "dynamic a:-b   :-(dynamic(a),b)   dynamic a:-b").
c("a :- dynamic b", "a:-dynamic b   :-(a,dynamic(b))   a:-dynamic b").
c("f(a :- b)", "f((a:-b))   f(:-(a,b))   f((a:-b))").
c("[a :- b]", "[(a:-b)]   [:-(a,b)]   [(a:-b)]").
c("{a :- b}", "{a:-b}   {:-(a,b)}   {a:-b}").
c("X is a :- b", "V0 is a:-b   :-(is(V0,a),b)   V0 is a:-b").
c("a = :-", "a=(:-)   =(a,:-)   a=(:-)").
c(":- = a", "error operator_clash").
c("[:- | :-]", "[:-|:-]   [:-|:-]   [:-|:-]").
c("= = =", "(=)=(=)   =(=,=)   (=)=(=)").
c("= (a)", "error operator_expected").
c("=(a)", "=(a)   =(a)   =(a)").
c("= a", "error operator_expected").
c("a =", "error end_of_clause").
c("\\+", "\\+   \\+   \\+").
c("\\+ = a", "error operator_clash").
c("\\+ (a)", "\\+a   \\+(a)   \\+a").
c("(\\+) = a", "(\\+)=a   =(\\+,a)   (\\+)=a").
c("- = a", "(-)=a   =(-,a)   (-)=a").
c("-=a", "error operator_expected").
c("- =a", "(-)=a   =(-,a)   (-)=a").
c("-(=)", "- (=)   -(=)   - (=)").
c("-(-(-))", "- - (-)   -(-(-))   - - (-)").
c("not a", "not a   not(a)   not a").
c("not = a", "error operator_clash").
c("not(a)", "not a   not(a)   not a").
c("not (a, b)", "not (a,b)   not(','(a,b))   not (a,b)").
c("not not", "not (not)   not(not)   not (not)").
c("a not b", "error operator_expected").
c("a !!", "error operator_expected").
c("a !! !!", "error operator_expected").
c("- a !!", "error operator_expected").
c("a ?? ??", "a?? ??   ??(??(a))   a?? ??").
c("- a ??", "-a??   -(??(a))   -a??").
c("!! a", "error operator_expected").
c("?? = a", "(??)=a   =(??,a)   (??)=a").
c("a = ??", "a=(??)   =(a,??)   a=(??)").
c("a ===> b ===> c", "error operator_clash").
c("a = b = c", "error operator_clash").
c("a & b & c", "a&b&c   &(a,&(b,c))   a&b&c").
c("(a ===> b) ===> c", "(a===>b)===>c   ===>(===>(a,b),c)   (a===>b)===>c").
c("1 - 1", "1-1   -(1,1)   1-1").
c("1 -1", "1-1   -(1,1)   1-1").
c("1-1", "1-1   -(1,1)   1-1").
c("a -1", "a-1   -(a,1)   a-1").
c("a - 1", "a-1   -(a,1)   a-1").
c("a-1", "a-1   -(a,1)   a-1").
c("a - -1", "a- -1   -(a,-1)   a- -1").
c("[1 -1]", "[1-1]   [-(1,1)]   [1-1]").
c("f(1 -1)", "f(1-1)   f(-(1,1))   f(1-1)").
c("- 1 + 2", "-1+2   +(-1,2)   -1+2").
c("-1 + 2", "-1+2   +(-1,2)   -1+2").
c("- (1) + 2", "- (1)+2   +(-(1),2)   - (1)+2").
c("-(1) + 2", "- (1)+2   +(-(1),2)   - (1)+2").
c("-(-(1))", "- - (1)   -(-(1))   - - (1)").
c("-(-1)", "- -1   -(-1)   - -1").
c("- -1", "- -1   -(-1)   - -1").
c("- - 1", "- -1   -(-1)   - -1").
c("-(- 1)", "- -1   -(-1)   - -1").
c("+ 1", "+1   +(1)   +1").
c("+1", "+1   +(1)   +1").
c("1 + +1", "1+ +1   +(1,+(1))   1+ +1").
c("1 + + 1", "1+ +1   +(1,+(1))   1+ +1").
c("- 'a'", "-a   -(a)   -a").
c("-'a'", "-a   -(a)   -a").
c("-\"a\"", "-\"a\"   -(\"a\")   -a").
c("-[a]", "-[a]   -([a])   -[a]").
c("-{a}", "-{a}   -({a})   -{a}").
c("-(a,b)", "a-b   -(a,b)   a-b").
c("- (a,b)", "- (a,b)   -(','(a,b))   - (a,b)").
c("-(-)(a)", "error operator_expected").
c("-X", "-V0   -(V0)   -V0").
c("- X", "-V0   -(V0)   -V0").
c("a:- b", "a:-b   :-(a,b)   a:-b").
c("a:-b.", "a:-b   :-(a,b)   a:-b").
c("a --> b, {c}, !", "a-->b,{c},!   -->(a,','(b,','({c},!)))   a-->b,{c},!").
c("\"foo\"", "\"foo\"   \"foo\"   foo").
c("'foo bar'", "'foo bar'   'foo bar'   foo bar").
c("'foo\\nbar'", "'foo\\nbar'   'foo\\nbar'   foo\nbar").
c("'\\t'", "'\\t'   '\\t'   \t").
c("'\\x7f\\'", "'\\x7F\\'   '\\x7F\\'   ").
c("'\\u00a0'", "'\\xA0\\'   '\\xA0\\'    ").
c("'é'", "é   é   é").
