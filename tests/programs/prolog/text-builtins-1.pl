% Atoms and strings: each line is a goal and what it gives.
% expect: 150 checks
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

c("atom_length(abc, L)", "'L'=3").
c("atom_length('', L)", "'L'=0").
c("atom_length(_, L)", "instantiation_error").
c("atom_length(f(x), L)", "type_error(atom,f(x))").
c("atom_length(123, L)", "'L'=3").
c("atom_length(1.5, L)", "type_error(atom,1.5)").
c("atom_length(\"abc\", L)", "'L'=3").
c("atom_length([a], L)", "type_error(atom,[a])").
c("atom_length([], L)", "'L'=2").
c("atom_length(abc, a)", "type_error(integer,a)").
c("atom_length(abc, -1)", "domain_error(not_less_than_zero,-1)").
c("atom_length(abc, 1.0)", "type_error(integer,1.0)").
c("atom_length(abc, 4)", "false").
c("atom_concat(abc, def, X)", "'X'=abcdef").
c("atom_concat(X, Y, abc)", "'X'='', 'Y'=abc; 'X'=a, 'Y'=bc; 'X'=ab, 'Y'=c; 'X'=abc, 'Y'=''").
c("atom_concat(abc, X, abcdef)", "'X'=def").
c("atom_concat(X, def, abcdef)", "'X'=abc").
c("atom_concat(X, x, abcdef)", "false").
c("atom_concat(X, Y, Z)", "instantiation_error").
c("atom_concat(X, b, Z)", "instantiation_error").
c("atom_concat(f(x), b, Z)", "type_error(atom,f(x))").
c("atom_concat(X, Y, f(x))", "type_error(atom,f(x))").
c("atom_concat(1, 2, X)", "'X'='12'").
c("atom_concat(a, \"b\", X)", "'X'=ab").
c("atom_concat(X, 2, 12)", "'X'='1'").
c("atom_concat(X, Y, 12)", "'X'='', 'Y'='12'; 'X'='1', 'Y'='2'; 'X'='12', 'Y'=''").
c("sub_atom(abc, B, 1, A, S)", "'B'=0, 'A'=2, 'S'=a; 'B'=1, 'A'=1, 'S'=b; 'B'=2, 'A'=0, 'S'=c").
c("sub_atom(abc, B, 2, A, S)", "'B'=0, 'A'=1, 'S'=ab; 'B'=1, 'A'=0, 'S'=bc").
c("sub_atom(abc, B, L, 0, S)", "'B'=0, 'L'=3, 'S'=abc; 'B'=1, 'L'=2, 'S'=bc; 'B'=2, 'L'=1, 'S'=c; 'B'=3, 'L'=0, 'S'=''").
c("sub_atom(abc, 0, L, A, S)", "'L'=0, 'A'=3, 'S'=''; 'L'=1, 'A'=2, 'S'=a; 'L'=2, 'A'=1, 'S'=ab; 'L'=3, 'A'=0, 'S'=abc").
c("sub_atom(abc, B, L, A, b)", "'B'=1, 'L'=1, 'A'=1").
c("sub_atom(abcbc, B, L, A, bc)", "'B'=1, 'L'=2, 'A'=2; 'B'=3, 'L'=2, 'A'=0").
c("sub_atom(ab, B, L, A, S)", "'B'=0, 'L'=0, 'A'=2, 'S'=''; 'B'=0, 'L'=1, 'A'=1, 'S'=a; 'B'=0, 'L'=2, 'A'=0, 'S'=ab; 'B'=1, 'L'=0, 'A'=1, 'S'=''; 'B'=1, 'L'=1, 'A'=0, 'S'=b; 'B'=2, 'L'=0, 'A'=0, 'S'=''").
c("sub_atom(aaa, B, L, A, aa)", "'B'=0, 'L'=2, 'A'=1; 'B'=1, 'L'=2, 'A'=0").
c("sub_atom(X, B, L, A, S)", "instantiation_error").
c("sub_atom(abc, a, L, A, S)", "type_error(integer,a)").
c("sub_atom(abc, B, a, A, S)", "type_error(integer,a)").
c("sub_atom(abc, B, L, a, S)", "type_error(integer,a)").
c("sub_atom(abc, -1, L, A, S)", "domain_error(not_less_than_zero,-1)").
c("sub_atom(abc, B, -1, A, S)", "domain_error(not_less_than_zero,-1)").
c("sub_atom(abc, B, L, -1, S)", "domain_error(not_less_than_zero,-1)").
c("sub_atom(f(x), B, L, A, S)", "type_error(atom,f(x))").
c("sub_atom(123, B, 1, A, S)", "'B'=0, 'A'=2, 'S'='1'; 'B'=1, 'A'=1, 'S'='2'; 'B'=2, 'A'=0, 'S'='3'").
c("sub_atom(abc, B, L, A, 1)", "type_error(atom,1)").
c("sub_atom(abc, B, L, A, f(x))", "type_error(atom,f(x))").
c("sub_atom(\"abc\", 0, 1, A, S)", "'A'=2, 'S'=a").
c("sub_atom(abc, 1, 1, A, S)", "'A'=1, 'S'=b").
c("sub_atom(abc, 4, L, A, S)", "false").
c("sub_atom(abc, B, L, A, '')", "'B'=0, 'L'=0, 'A'=3; 'B'=1, 'L'=0, 'A'=2; 'B'=2, 'L'=0, 'A'=1; 'B'=3, 'L'=0, 'A'=0").
c("sub_string(\"abc\", B, 1, A, S)", "'B'=0, 'A'=2, 'S'=\"a\"; 'B'=1, 'A'=1, 'S'=\"b\"; 'B'=2, 'A'=0, 'S'=\"c\"").
c("sub_string(abc, B, L, A, \"b\")", "'B'=1, 'L'=1, 'A'=1").
c("sub_string(\"abc\", B, 2, 0, S)", "'B'=1, 'S'=\"bc\"").
c("sub_string(\"hello world\", B, _, 0, \"world\")", "'B'=6").
c("atom_chars(abc, L)", "'L'=[a,b,c]").
c("atom_chars('', L)", "'L'=[]").
c("atom_chars([], L)", "'L'=['[',']']").
c("atom_chars(X, [a,b])", "'X'=ab").
c("atom_chars(X, ['1', '2'])", "'X'='12'").
c("atom_chars(X, [])", "'X'=''").
c("atom_chars(123, L)", "'L'=['1','2','3']").
c("atom_chars(X, Y)", "instantiation_error").
c("atom_chars(X, [a|_])", "instantiation_error").
c("atom_chars(X, [a,_])", "instantiation_error").
c("atom_chars(X, [a,bc])", "type_error(character,bc)").
c("atom_chars(X, [a,f(b)])", "type_error(character,f(b))").
c("atom_chars(X, [a|b])", "type_error(list,[a|b])").
c("atom_chars(X, foo)", "type_error(list,foo)").
c("atom_chars(f(x), L)", "type_error(atom,f(x))").
c("atom_chars(abc, [a|T])", "'T'=[b,c]").
c("atom_chars(abc, [a,1])", "type_error(character,1)").
c("atom_chars(X, [0'a, 0'b])", "'X'=ab").
c("atom_codes(abc, L)", "'L'=[97,98,99]").
c("atom_codes(X, \"ab\")", "'X'=ab").
c("atom_codes(X, [0'a, 0'b])", "'X'=ab").
c("atom_codes(X, [a, b])", "'X'=ab").
c("atom_codes(X, Y)", "instantiation_error").
c("atom_codes(X, [0'a|_])", "instantiation_error").
c("atom_codes(X, [-1])", "representation_error(character_code)").
c("atom_codes(f(x), L)", "type_error(atom,f(x))").
c("atom_codes(X, [f(x)])", "type_error(integer,f(x))").
c("char_code(a, X)", "'X'=97").
c("char_code(X, 0'a)", "'X'=a").
c("char_code(X, Y)", "instantiation_error").
c("char_code(ab, X)", "type_error(character,ab)").
c("char_code(X, a)", "type_error(integer,a)").
c("char_code(X, -1)", "representation_error(character_code)").
c("char_code(1, X)", "type_error(character,1)").
c("char_code(a, b)", "type_error(integer,b)").
c("char_code(f(x), X)", "type_error(character,f(x))").
c("number_chars(X, ['1', '2'])", "'X'=12").
c("number_chars(X, [' ', '1'])", "'X'=1").
c("number_chars(X, ['1', ' '])", "syntax_error(illegal_number)").
c("number_chars(X, ['-', '1'])", "'X'= -1").
c("number_chars(X, ['-', ' ', '1'])", "syntax_error(illegal_number)").
c("number_chars(X, ['+', '1'])", "'X'=1").
c("number_chars(X, ['0', x, f])", "'X'=15").
c("number_chars(X, ['0', '''', a])", "'X'=97").
c("number_chars(X, ['1', '.', '5'])", "'X'=1.5").
c("number_chars(X, ['1', e, '5'])", "'X'=100000.0").
c("number_chars(X, [a])", "syntax_error(illegal_number)").
c("number_chars(X, [])", "syntax_error(illegal_number)").
c("number_chars(X, ['\\n', '1'])", "'X'=1").
c("number_chars(X, ['/', '*', '*', '/', '1'])", "'X'=1").
c("number_chars(X, ['%', '\\n', '1'])", "'X'=1").
c("number_chars(X, ['1', _])", "instantiation_error").
c("number_chars(X, ['1'|_])", "instantiation_error").
c("number_chars(X, Y)", "instantiation_error").
c("number_chars(X, ['1', '2x'])", "type_error(character,'2x')").
c("number_chars(X, ['1', f(x)])", "type_error(character,f(x))").
c("number_chars(a, X)", "type_error(number,a)").
c("number_chars(12, X)", "'X'=['1','2']").
c("number_chars(1.5, X)", "'X'=['1','.','5']").
c("number_chars(12, ['1', '2'])", "true").
c("number_chars(12, ['0', '1', '2'])", "true").
c("number_chars(12, ['1', x])", "syntax_error(illegal_number)").
c("number_chars(X, foo)", "type_error(list,foo)").
c("number_codes(X, \"12\")", "'X'=12").
c("number_codes(X, [0'1, 0'2])", "'X'=12").
c("number_codes(X, [0'a])", "syntax_error(illegal_number)").
c("number_codes(X, [0' , 0'1])", "'X'=1").
c("number_codes(X, \"0'a\")", "'X'=97").
c("number_codes(12, L)", "'L'=[49,50]").
c("number_codes(X, [0'1|_])", "instantiation_error").
c("number_codes(X, \"1 2\")", "syntax_error(illegal_number)").
c("number_codes(X, \"- 1\")", "syntax_error(illegal_number)").
c("number_codes(X, \"-1\")", "'X'= -1").
c("number_codes(X, \"--1\")", "syntax_error(illegal_number)").
c("number_codes(X, \"1.\")", "syntax_error(illegal_number)").
c("number_codes(X, \"0x1g\")", "syntax_error(illegal_number)").
c("atom_number('12', X)", "'X'=12").
c("atom_number(a, X)", "false").
c("atom_number('1.5', X)", "'X'=1.5").
c("atom_number('0x1F', X)", "'X'=31").
c("atom_number('-5', X)", "'X'= -5").
c("atom_number('+5', X)", "'X'=5").
c("atom_number('- 5', X)", "false").
c("atom_number(' 5', X)", "false").
c("atom_number('5 ', X)", "false").
c("atom_number(X, 12)", "'X'='12'").
c("atom_number(X, a)", "type_error(number,a)").
c("atom_number(X, Y)", "instantiation_error").
c("atom_number(\"12\", X)", "'X'=12").
c("atom_number('1e5', X)", "'X'=100000.0").
c("atom_number('1r3', X)", "'X'=1r3").
c("atom_number(12, X)", "type_error(atom,12)").
c("atom_number('0''a', X)", "'X'=97").
c("atom_number('12abc', X)", "false").
c("atom_number('inf', X)", "false").
c("atom_number('1.0Inf', X)", "'X'=1.0Inf").
c("number_string(X, \"12\")", "'X'=12").
