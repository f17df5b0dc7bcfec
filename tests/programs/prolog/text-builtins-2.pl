% Atoms and strings: each line is a goal and what it gives.
% expect: 131 checks
:- initialization(main).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
% The output of a goal, then its solutions (at most six) or its error.
run(Text) :- catch(( term_to_goal(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
term_to_goal(Text, Goal, Names) :- atom_to_term(Text, Goal, Names).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(Error, _) -> writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- show_solution(S), show_rest(Ss).
show_rest([]).
show_rest([S|Ss]) :- write('; '), show_solution(S), show_rest(Ss).
show_solution([]) :- write(true).
show_solution([B|Bs]) :- numbervars([B|Bs], 0, _), show_bindings([B|Bs]).
show_bindings([B]) :- !, print(B).
show_bindings([B|Bs]) :- print(B), write(', '), show_bindings(Bs).

c("number_string(X, \" 12 \")", "'X'=12").
c("number_string(X, \"a\")", "false").
c("number_string(12, X)", "'X'=\"12\"").
c("number_string(X, Y)", "instantiation_error").
c("number_string(X, '12')", "'X'=12").
c("number_string(a, X)", "type_error(number,a)").
c("term_to_atom(X, 'foo(A,B,A)')", "'X'=foo(A,B,A)").
c("term_to_atom(X, Y)", "instantiation_error").
c("term_to_atom(X, 'foo(')", "syntax_error(end_of_clause)").
c("term_to_atom('A b'+\"s\", A)", "'A'='\\'A b\\'+\"s\"'").
c("term_to_atom(X, \"p:-q\")", "'X'=(p:-q)").
c("term_to_atom(f(x), 'f(x)')", "true").
c("term_to_atom(f(x), 'f( x )')", "true").
c("atom_to_term('foo(A,B,A)', T, Bs)", "'T'=foo(A,B,A), 'Bs'=['A'=A,'B'=B]").
c("atom_to_term('p', T, Bs)", "'T'=p, 'Bs'=[]").
c("atom_to_term('', T, Bs)", "syntax_error(end_of_clause)").
c("atom_to_term(X, T, Bs)", "instantiation_error").
c("atom_to_term('foo(', T, Bs)", "syntax_error(end_of_clause)").
c("atom_to_term(\"foo(X)\", T, Bs)", "'T'=foo(A), 'Bs'=['X'=A]").
c("term_string(T, \"foo(A)\")", "'T'=foo(A)").
c("sformat(S, \"a~w\", [b])", "'S'=\"ab\"").
c("read_term_from_atom('foo(X)', T, [])", "'T'=foo(A)").
c("upcase_atom('hello world', X)", "'X'='HELLO WORLD'").
c("upcase_atom(\"hi\", X)", "'X'='HI'").
c("upcase_atom(_, X)", "instantiation_error").
c("downcase_atom('ABC', X)", "'X'=abc").
c("upcase_atom(f(x), X)", "type_error(atomic,f(x))").
c("upcase_atom(12, X)", "'X'='12'").
c("string_upper(\"abc\", X)", "'X'=\"ABC\"").
c("string_lower(\"ABC\", X)", "'X'=\"abc\"").
c("string_concat(\"abc\", \"def\", X)", "'X'=\"abcdef\"").
c("string_concat(X, Y, \"ab\")", "'X'=\"\", 'Y'=\"ab\"; 'X'=\"a\", 'Y'=\"b\"; 'X'=\"ab\", 'Y'=\"\"").
c("string_concat(abc, X, \"abcd\")", "'X'=\"d\"").
c("string_concat(X, Y, Z)", "instantiation_error").
c("string_concat(1, 2, X)", "'X'=\"12\"").
c("string_length(\"abc\", L)", "'L'=3").
c("string_length(abc, L)", "'L'=3").
c("string_length(X, L)", "instantiation_error").
c("string_length(f(x), L)", "type_error(atom,f(x))").
c("string_length(12, L)", "'L'=2").
c("string_chars(X, [a,b])", "'X'=\"ab\"").
c("string_chars(\"ab\", X)", "'X'=[a,b]").
c("string_codes(\"ab\", X)", "'X'=[97,98]").
c("string_codes(X, [97,98])", "'X'=\"ab\"").
c("string_chars(X, Y)", "instantiation_error").
c("string_to_atom(\"ab\", X)", "'X'=ab").
c("string_to_atom(X, ab)", "'X'=\"ab\"").
c("string_to_atom(X, Y)", "instantiation_error").
c("string_code(1, \"abc\", X)", "'X'=97").
c("string_code(0, \"abc\", X)", "false").
c("string_code(4, \"abc\", X)", "false").
c("string_code(-1, \"abc\", X)", "domain_error(not_less_than_zero,-1)").
c("string_code(X, \"abc\", Y)", "instantiation_error").
c("atom_string(abc, X)", "'X'=\"abc\"").
c("atom_string(X, \"abc\")", "'X'=abc").
c("atom_string(12, X)", "'X'=\"12\"").
c("atom_string(X, Y)", "instantiation_error").
c("atom_string(X, abc)", "'X'=abc").
c("text_concat(abc, def, X)", "'X'=abcdef").
c("text_concat(\"abc\", def, X)", "'X'=\"abcdef\"").
c("text_concat(abc, \"def\", X)", "'X'=\"abcdef\"").
c("text_concat(X, def, abcdef)", "'X'=abc").
c("text_concat(X, Y, ab)", "'X'='', 'Y'=ab; 'X'=a, 'Y'=b; 'X'=ab, 'Y'=''").
c("text_concat(X, \"b\", \"ab\")", "'X'=\"a\"").
c("split_string(\"a,b,c\", \",\", \"\", X)", "'X'=[\"a\",\"b\",\"c\"]").
c("split_string(\"  a  \", \"\", \" \", X)", "'X'=[\"a\"]").
c("split_string(\"/home//jan///nice/path\", \"/\", \"\", L)", "'L'=[\"\",\"home\",\"\",\"jan\",\"\",\"\",\"nice\",\"path\"]").
c("split_string(\"a b  c\", \" \", \" \", L)", "'L'=[\"a\",\"b\",\"c\"]").
c("split_string(\"\", \"\", \"\", L)", "'L'=[\"\"]").
c("split_string(\"\", \",\", \"\", L)", "'L'=[\"\"]").
c("split_string(\"a.b.c\", \".\", \"\", [A|B])", "'A'=\"a\", 'B'=[\"b\",\"c\"]").
c("split_string(abc, \"b\", \"\", L)", "'L'=[\"a\",\"c\"]").
c("split_string(\"//a//b//\", \"/\", \"/\", L)", "'L'=[\"a\",\"b\"]").
c("split_string(X, \"b\", \"\", L)", "instantiation_error").
c("atomic_list_concat([a,b,c], X)", "'X'=abc").
c("atomic_list_concat([a,1,\"s\",2.5], X)", "'X'='a1s2.5'").
c("atomic_list_concat([a,B], X)", "instantiation_error").
c("atomic_list_concat([a,b,c], '-', X)", "'X'='a-b-c'").
c("atomic_list_concat(L, '-', 'a-b-c')", "'L'=[a,b,c]").
c("atomic_list_concat([a,B,c], '-', 'a-b-c')", "'B'=b").
c("atomic_list_concat(L, ',', 'abc')", "'L'=[abc]").
c("atomic_list_concat(L, '', 'abc')", "domain_error(non_empty_atom,'')").
c("atomic_list_concat(L, '-', X)", "instantiation_error").
c("atomic_list_concat([a,f(x)], X)", "type_error(atomic,f(x))").
c("atomic_list_concat([], X)", "'X'=''").
c("atomic_list_concat([], '-', X)", "'X'=''").
c("atomic_list_concat([a|_], '-', X)", "instantiation_error").
c("atomic_list_concat(L, ', ', \"a, b\")", "'L'=[a,b]").
c("atomic_list_concat([a,b], X, 'a-b')", "instantiation_error").
c("atomic_list_concat(X, Y)", "instantiation_error").
c("atomic_concat(a, b, X)", "'X'=ab").
c("char_type(a, alpha)", "true").
c("char_type('1', digit(X))", "'X'=1").
c("char_type(X, digit(5))", "'X'='5'").
c("char_type(a, X)", "'X'=alnum; 'X'=alpha; 'X'=csym; 'X'=csymf; 'X'=ascii; 'X'=lower").
c("char_type('A', upper(X))", "'X'=a").
c("char_type(a, lower(X))", "'X'='A'").
c("char_type(X, to_lower(a))", "'X'=a").
c("char_type('_', csym)", "true").
c("char_type(' ', space)", "true").
c("char_type('_', alpha)", "true").
c("code_type(0'a, alpha)", "true").
c("code_type(0'1, digit(W))", "'W'=1").
c("code_type(0'a, xdigit(W))", "'W'=10").
c("code_type(-1, end_of_file)", "true").
c("char_type('.', punct)", "true").
c("char_type('\\n', end_of_line)", "true").
c("char_type('(', paren(X))", "'X'=')'").
c("char_type(X, paren)", "'X'='('; 'X'=')'; 'X'='['; 'X'=']'; 'X'='{'; 'X'='}'").
c("char_type(a, csymf)", "true").
c("char_type(é, alpha)", "true").
c("normalize_space(atom(A), \"  a   b \")", "'A'='a b'").
c("normalize_space(string(A), 'a b  ')", "'A'=\"a b\"").
c("normalize_space(codes(A), \"a\")", "'A'=[97]").
c("read_term_from_atom('f(X,Y)', T, [])", "'T'=f(A,B)").
c("string_predicate_test", "existence_error(procedure,string_predicate_test/0)").
c("text_to_string(abc, X)", "'X'=\"abc\"").
c("text_to_string([a,b], X)", "'X'=\"ab\"").
c("text_to_string([0'a], X)", "'X'=\"a\"").
c("text_to_string(X, Y)", "instantiation_error").
c("string(abc)", "false").
c("string(\"abc\")", "true").
c("is_list([a|_])", "false").
c("text_to_string(\"abc\", X)", "'X'=\"abc\"").
c("string_number_test", "existence_error(procedure,string_number_test/0)").
c("sumlist([1,2],X)", "'X'=3").
c("char_code(X, 0x10FFFF)", "'X'='􏿿'").
c("char_code(X, 0x110000)", "representation_error(character_code)").
c("term_string(X, \"a+\")", "syntax_error(end_of_clause)").
c("sub_atom_icasechk('Hello World', S, world)", "'S'=6").
c("atomics_to_string([a,1,\"b\"], X)", "'X'=\"a1b\"").
