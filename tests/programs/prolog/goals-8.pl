% Errors of builtins in the order in which the standard checks them: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 220 checks
:- include('../../libraries/prolog/goals').

c("call((true->1))", "type_error(callable,(true->1))").
c("call((true, [97]))", "type_error(atom,97)").
c("catch(_, _, _)", "instantiation_error").
c("_, true", "instantiation_error").
c("undefd_p(1)", "existence_error(procedure,undefd_p/1)").
c("1\\=1", "false").
c("X\\=X", "false").
c("f(_)\\=g(_)", "true").
c("subsumes_term(a, _)", "false").
c("compare(<, 1, 2)", "true").
c("compare(_, _, _)", "true").
c("compare(<=, 1, 2)", "domain_error(order,<=)").
c("callable(3)", "false").
c("sort(a, _)", "type_error(list,a)").
c("sort([], a)", "type_error(list,a)").
c("sort([], [a|b])", "type_error(list,[a|b])").
c("keysort([a-1], [b|c])", "type_error(list,[b|c])").
c("keysort([], [1])", "type_error(pair,1)").
c("keysort(a, _)", "type_error(list,a)").
c("functor(_, foo, 1000000000000)", "resource_error(memory)").
c("functor(_, foo, 1.5)", "type_error(integer,1.5)").
c("functor([_|_], '.', 2)", "false").
c("functor(_, 3, -1)", "domain_error(not_less_than_zero,-1)").
c("arg(_, f(a), a)", "true").
c("arg(a, f(a), _)", "type_error(integer,a)").
c("arg(1.5, f(a), _)", "type_error(integer,1.5)").
c("_=..[f(a)]", "type_error(atomic,f(a))").
c("_=..[3]", "true").
c("term_variables(f(X, Y, X), [X, Y])", "X=A, Y=B").
c("term_variables(a, foo)", "type_error(list,foo)").
c("term_variables(a, [b|c])", "type_error(list,[b|c])").
c("_ is 7.0 mod 2", "type_error(integer,7.0)").
c("_ is 7//2.0", "type_error(integer,2.0)").
c("_ is 1<<2.0", "type_error(integer,2.0)").
c("_ is 1/\\2.0", "type_error(integer,2.0)").
c("_ is asin(-2)", "evaluation_error(undefined)").
c("_ is 1.0e+308*10", "evaluation_error(float_overflow)").
c("_ is truncate(1.0)", "true").
c("_ is [97, 98]", "type_error(evaluable,'[|]'/2)").
c("_ is _+1", "instantiation_error").
c("3=:=3.0", "true").
c("_ is float_integer_part(a)", "type_error(evaluable,a/0)").
c("_ is 1.0 div 2", "type_error(integer,1.0)").
c("clause(append(_, _, _), _)", "true; true").
c("current_predicate(1/_)", "type_error(predicate_indicator,1/A)").
c("current_predicate(dyn/1)", "false").
c("current_predicate(atom/1)", "false").
c("current_predicate(foo(a))", "type_error(predicate_indicator,foo(a))").
c("asserta((bar:-1))", "type_error(callable,1)").
c("asserta((4:-true))", "type_error(callable,4)").
c("asserta((_:-true))", "instantiation_error").
c("asserta((foo:-a, 4))", "type_error(callable,(a,4))").
c("assertz((foo:-fail, 4))", "type_error(callable,(fail,4))").
c("assertz(_)", "instantiation_error").
c("assertz((_:-_))", "instantiation_error").
c("retract((_:-foo))", "instantiation_error").
c("retract(stat(1))", "permission_error(modify,static_procedure,stat/1)").
c("abolish(foo(_))", "type_error(predicate_indicator,foo(A))").
c("abolish(foo/ -1)", "domain_error(not_less_than_zero,-1)").
c("abolish(foo/100000)", "representation_error(max_arity)").
c("abolish(foo/1.5)", "type_error(integer,1.5)").
c("retractall(3)", "type_error(callable,3)").
c("retractall(newpred(_))", "true").
c("retractall(stat(_))", "permission_error(modify,static_procedure,stat/1)").
c("findall(X, (X=1;X=2), [a|b])", "type_error(list,[a|b])").
c("findall(X, true, a)", "type_error(list,a)").
c("findall(_, fail, [A|1])", "type_error(list,[A|1])").
c("bagof(_, foo^1, _)", "type_error(callable,1)").
c("setof(_, fail, a)", "type_error(list,a)").
c("setof(X, member(X, [1]), [a|b])", "type_error(list,[a|b])").
c("bagof(_, fail, [a|b])", "type_error(list,[a|b])").
c("open(f, badmode, _)", "domain_error(io_mode,badmode)").
c("open('/nonexist/f', read, _)", "existence_error(source_sink,'/nonexist/f')").
c("open(f, read, _, [a|_])", "instantiation_error").
c("open(f, read, _, a)", "type_error(list,a)").
c("open('/nonexist/f', write, _)", "existence_error(source_sink,'/nonexist/f')").
c("open(f, read, _, [1])", "domain_error(stream_option,1)").
c("close(user_input, [force(x)])", "domain_error(close_option,force(x))").
c("close(_, [])", "instantiation_error").
c("close(user_output, foo)", "type_error(list,foo)").
c("close(user_output, [_])", "instantiation_error").
c("flush_output(1)", "domain_error(stream_or_alias,1)").
c("at_end_of_stream(user_output)", "permission_error(input,stream,user_output)").
c("get_char(user_input, 1)", "type_error(in_character,1)").
c("get_char(user_input, ab)", "type_error(in_character,ab)").
c("get_code(user_input, -2)", "representation_error(in_character_code)").
c("get_byte(user_input, _)", "permission_error(input,text_stream,user_input)").
c("get_byte(user_input, a)", "type_error(in_byte,a)").
c("peek_char(user_input, 1)", "type_error(in_character,1)").
c("peek_code(user_input, a)", "type_error(integer,a)").
c("peek_byte(user_input, a)", "type_error(in_byte,a)").
c("peek_char(1, _)", "domain_error(stream_or_alias,1)").
c("put_char(user_output, _)", "instantiation_error").
c("put_byte(user_output, a)", "type_error(byte,a)").
c("put_byte(user_output, 256)", "type_error(byte,256)").
c("nl(1)", "domain_error(stream_or_alias,1)").
c("read_term(user_input, _, [foo])", "domain_error(read_option,foo)").
c("read_term(foo, _, [])", "existence_error(stream,foo)").
c("read_term(user_input, _, [a|_])", "instantiation_error").
c("read_term(1, _, [])", "domain_error(stream_or_alias,1)").
c("write_term(_, a, [])", "instantiation_error").
c("write_term(a, [quoted(true)|foo])", "type_error(list,[quoted(true)|foo])").
c("write_term(a, [quoted(1)])", "domain_error(write_option,quoted(1))").
c("write_term(user_input, a, [])", "permission_error(output,stream,user_input)").
c("write_term(foo, a, [])", "existence_error(stream,foo)").
c("write_canonical(_, a)", "instantiation_error").
c("write_term(1, a, [])", "domain_error(stream_or_alias,1)").
c("write_term(a, [variable_names(_)])", "instantiation_error").
c("write_term(a, [variable_names([a])])", "domain_error(write_option,variable_names([a]))").
c("write_term(a, [variable_names(['X'=_|_])])", "instantiation_error").
c("write_term(a, [variable_names([_=_])])", "instantiation_error").
c("write_term(a, [variable_names([1=_])])", "domain_error(write_option,variable_names([1=A]))").
c("op(_, xfx, a)", "instantiation_error").
c("op(1, _, a)", "instantiation_error").
c("op(1, xfx, _)", "instantiation_error").
c("op(1201, xfx, a)", "domain_error(operator_priority,1201)").
c("op(-1, xfx, a)", "domain_error(operator_priority,-1)").
c("op(a, xfx, a)", "type_error(integer,a)").
c("op(1, 1, a)", "type_error(atom,1)").
c("op(1, foo, a)", "domain_error(operator_specifier,foo)").
c("op(1, xfx, 1)", "type_error(list,1)").
c("op(1, xfx, [a|_])", "instantiation_error").
c("op(1, xfx, [a, _])", "instantiation_error").
c("op(1, xfx, [a, 1])", "type_error(atom,1)").
c("op(1, xfx, ',')", "permission_error(modify,operator,',')").
c("op(1, xfx, [a, ','])", "permission_error(modify,operator,',')").
c("op(1, xfx, [])", "permission_error(create,operator,[])").
c("op(1, xfx, [])", "permission_error(create,operator,[])").
c("op(1, xfx, {})", "permission_error(create,operator,{})").
c("op(1, xfx, [a|b])", "type_error(list,[a|b])").
c("op(100, xfx, '|')", "permission_error(create,operator,'|')").
c("op(1105, fy, '|')", "permission_error(create,operator,'|')").
c("op(30, xf, +)", "permission_error(create,operator,+)").
c("op(1.5, xfx, a)", "type_error(integer,1.5)").
c("current_op(a, _, _)", "domain_error(operator_priority,a)").
c("current_op(_, xfy, 1)", "type_error(atom,1)").
c("char_conversion(a, _)", "instantiation_error").
c("\\+3", "type_error(callable,3)").
c("call(3, a)", "type_error(callable,3)").
c("call(foo:bar, 1)", "true").
c("atom_length(abc, foo)", "type_error(integer,foo)").
c("atom_length(abc, 1.5)", "type_error(integer,1.5)").
c("atom_concat(a, _, _)", "instantiation_error").
c("sub_atom(f(a), _, _, _, _)", "type_error(atom,f(a))").
c("sub_atom(abc, _, _, _, f(a))", "type_error(atom,f(a))").
c("atom_chars(_, a)", "type_error(list,a)").
c("atom_chars(_, [ab])", "type_error(character,ab)").
c("atom_codes(_, [97|_])", "instantiation_error").
c("atom_codes(_, [f(a)])", "type_error(integer,f(a))").
c("atom_codes(_, foo)", "type_error(list,foo)").
c("number_chars(_, ['1', f(a)])", "type_error(character,f(a))").
c("number_chars(_, [' ', '3'])", "true").
c("number_chars(_, [-, ' ', '1'])", "syntax error").
c("number_chars(_, ['1', 12])", "type_error(character,12)").
c("number_codes(_, [49|_])", "instantiation_error").
c("number_codes(_, [97])", "syntax error").
c("number_codes(_, foo)", "type_error(list,foo)").
c("number_chars(3, ['4'])", "false").
c("number_chars(A, ['0', '\\'', a])", "A=97").
c("number_chars(A, ['3', '.'])", "syntax error").
c("number_chars(_, [/, *, *, /, '1'])", "true").
c("set_prolog_flag(_, a)", "instantiation_error").
c("set_prolog_flag(bounded, _)", "instantiation_error").
c("set_prolog_flag(1, a)", "type_error(atom,1)").
c("set_prolog_flag(nope_flag, a)", "domain_error(prolog_flag,nope_flag)").
c("set_prolog_flag(debug, maybe)", "domain_error(flag_value,debug+maybe)").
c("set_prolog_flag(date, 'July')", "domain_error(prolog_flag,date)").
c("current_prolog_flag(nope_flag, _)", "false").
c("set_prolog_flag(max_integer, 3)", "permission_error(modify,flag,max_integer)").
c("halt(_)", "instantiation_error").
c("halt(a)", "type_error(integer,a)").
c("halt(1.5)", "type_error(integer,1.5)").
c("succ_or(1)", "existence_error(procedure,succ_or/1)").
c("length([], -1)", "domain_error(not_less_than_zero,-1)").
c("phrase(_, [])", "instantiation_error").
c("phrase(1, [])", "type_error(callable,1)").
c("phrase(foo, a)", "type_error(list,a)").
c("phrase(foo, [], a)", "type_error(list,a)").
c("phrase(nope_nt, [])", "existence_error(procedure,nope_nt/2)").
c("number_vars(a)", "existence_error(procedure,number_vars/1)").
c("between(_, 1, _)", "instantiation_error").
c("nb_getval(nope_k, _)", "existence_error(variable,nope_k)").
c("msort([a|_], _)", "instantiation_error").
c("retract(dyn(5))", "false").
c("tab(_)", "instantiation_error").
c("forall(1, true)", "type_error(callable,1)").
c("call_cleanup(true, _)", "instantiation_error").
c("setup_call_cleanup(true, true, 1)", "type_error(callable,1)").
c("setup_call_cleanup(_, true, true)", "instantiation_error").
c("atomic_list_concat(_, ',', _)", "instantiation_error").
c("atomic_list_concat([a, _], ',', _)", "instantiation_error").
c("atomic_list_concat(_, '', abc)", "domain_error(non_empty_atom,'')").
c("nth0(a, [b], _)", "type_error(integer,a)").
c("nth1(a, [b], _)", "type_error(integer,a)").
c("number_vars", "existence_error(procedure,number_vars/0)").
c("numbervars(f(_), a, _)", "type_error(integer,a)").
c("tab(user_output, a)", "type_error(evaluable,a/0)").
c("sub_string(_, _, _, _, _)", "instantiation_error").
c("split_string(_, [], [], _)", "instantiation_error").
c("text_concat(_, a, _)", "instantiation_error").
c("char_type(_, foo)", "domain_error(char_type,foo)").
c("plus(1, _, _)", "instantiation_error").
c("must_be(foo, 1)", "existence_error(type,foo)").
c("setarg(a, f(x), 1)", "type_error(integer,a)").
c("setarg(1, a, 1)", "type_error(compound,a)").
c("setarg(_, f(x), 1)", "instantiation_error").
c("nb_setval(_, 1)", "instantiation_error").
c("assertion(_)", "instantiation_error").
c("apply(_, [])", "instantiation_error").
c("read_term_from_atom(_, _, [])", "instantiation_error").
c("sort(0, foo, [], _)", "domain_error(order,foo)").
c("sort(-1, @<, [], _)", "type_error(integer,-1)").
c("sort(_, @<, [], _)", "instantiation_error").
c("predsort(_, [b, a], _)", "instantiation_error").
c("findall(_, true, _, _)", "true").
c("aggregate_all(_, true, _)", "instantiation_error").
c("aggregate_all(foo, true, _)", "domain_error(aggregate_spec,foo)").
c("tabling_nope", "existence_error(procedure,tabling_nope/0)").
c("see(nofile_zzz)", "existence_error(source_sink,nofile_zzz)").
c("delete_file(nofile_zzz)", "existence_error(file,nofile_zzz)").
