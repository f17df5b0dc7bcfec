% Text formatting: columns, fills, numbers, bases, tables with totals.
item('Widget', 12, 3.5, 'standard').
item('Gadget, large', 3, 129.99, 'special order').
item('Nut', 10000, 0.02, 'bulk').
item('Très cher', 1, 1234567.891, 'ünïcode').

rule :- format("~`-t~60|~n").
header :- format("~w~t~20|~t~w~10+~t~w~14+~t~w~16+~n", ['Item', 'Count', 'Price', 'Remark']).
row(N, C, P, R) :- format("~w~t~20|~t~D~10+~t~2f~14+~t~w~16+~n", [N, C, P, R]).

report :-
    rule, header, rule,
    forall(item(N, C, P, R), row(N, C, P, R)),
    rule,
    aggregate_all(sum(C * P), item(_, C, P, _), Total),
    aggregate_all(count, item(_, _, _, _), Count),
    format("~w~t~20|~t~d~10+~t~2f~14+~n", ['Total', Count, Total]).

centred(T) :- format("|~t~w~t~30||~n", [T]).

bases(N) :- format("~d ~8r ~16r ~16R ~2r ~36r~n", [N, N, N, N, N, N]).

misc :-
    format("~a|~w|~q|~p|~s|~c~c~n", [abc, 'A b', 'A b', 'A b', [0'x, 0'y], 65, 0'b]),
    format("~e ~4e ~g ~3f ~0f ~1d ~3d~n", [12.5, 12.5, 12.5, 2.0005, 2.5, 1234, 5]),
    format("~t~w~10|~w~t~10+~w~30|~w~n", [right, left, mid, end]),
    format("~`*t~t~20||~n"),
    format("~`*t ~w ~`*t~30|~n", [title]),
    format("~i~w ~*c~w~n", [skipped, shown, 3, 0'!, done]),
    format("~~ ~w~30|~w~n", [a, b]),
    format("no newline at end~n~N"),
    format("~ia~w~n", [x, y]),
    format("~D ~2D ~D~n", [1234567, 1234567, -1234567]),
    format("~q ~w~n", [[a, 'B c', "str", 1.0], "str"]),
    format("~s and ~s~n", ["a string", `codes`]),
    format(atom(A), "~w-~w", [x, y]), writeln(A),
    format("~r~n", [10]) .

wrap(Width, Text) :- split_string(Text, " \n", " \n", Ws0), exclude(==(""), Ws0, Ws), lines(Ws, Width, 0).
lines([], _, _) :- nl.
lines([W|Ws], Width, Col) :-
    string_length(W, L),
    (   Col =:= 0 -> write(W), C is L
    ;   Col + 1 + L =< Width -> format(" ~s", [W]), C is Col + 1 + L
    ;   nl, write(W), C is L
    ),
    lines(Ws, Width, C).

main :-
    report, nl,
    maplist(centred, [one, 'two words', "three of them", 4]),
    maplist(bases, [0, 255, -42]),
    catch(misc, error(E, _), ( nl, print(E), nl )),
    wrap(40, "The quick brown fox jumps over the lazy dog and then it runs away from the angry farmer,\nwho had been sleeping under a tree."),
    forall(member(G, [format("~d~n", [a]), format("~a~n", []), format("~w~n", [a, b]), format("~z~n", [a]), format("~d~n", [1.0]), format("~c~n", [a]), format("~s~n", [abc]), format("~e~n", [abc]), format("~*c", [a, 0'x])]),
        catch(G, error(Err, _), ( print(Err), nl ))).
:- initialization(main).
% expect: ------------------------------------------------------------
% expect: Item                     Count         Price          Remark
% expect: ------------------------------------------------------------
% expect: Widget                      12          3.50        standard
% expect: Gadget, large                3        129.99   special order
% expect: Nut                     10,000          0.02            bulk
% expect: Très cher                    1    1234567.89         ünïcode
% expect: ------------------------------------------------------------
% expect: Total                        4    1235199.86
% expect:
% expect: |             one             |
% expect: |          two words          |
% expect: |        three of them        |
% expect: |              4              |
% expect: 0 0 0 0 0 0
% expect: 255 377 ff FF 11111111 73
% expect: -42 -52 -2a -2A -101010 -16
% expect: abc|A b|'A b'|'A b'|xy|Ab
% expect: 1.250000e+01 1.2500e+01 12.5 2.001 2 123.4 0.005
% expect:      rightleft      mid       end
% expect: **********          |
% expect: *********** title ************
% expect: shown !!!done
% expect: ~ a                           b
% expect: no newline at end
% expect: ay
% expect: 1,234,567 12,345.67 -1,234,567
% expect: [a,'B c',"str",1.0] str
% expect: a string and codes
% expect: x-y
% expect: 12
% expect: The quick brown fox jumps over the lazy
% expect: dog and then it runs away from the angry
% expect: farmer, who had been sleeping under a
% expect: tree.
% expect: type_error(evaluable,a/0)
% expect: format('not enough arguments')
% expect: a
% expect: format('too many arguments')
% expect: existence_error(format_character,z)
% expect: format_argument_type(d,1.0)
% expect: format_argument_type(c,a)
% expect: abc
% expect: type_error(evaluable,abc/0)
% expect: format('no or negative integer for `*\' argument')
